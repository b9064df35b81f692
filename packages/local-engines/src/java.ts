import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EngineMissingError } from './engine.ts';

/** Cassandra 5 runs on Java 11 and 17, Kafka 4 on 17 and later. */
const versionMin = 17;

/** @throws EngineMissingError unless `java` is a Java that the engines run on. */
export async function requireJava(versionMax: number): Promise<void> {
  const version = await javaVersion();
  if (version < versionMin || version > versionMax) {
    throw new EngineMissingError(`Java ${versionMin} to ${versionMax} is needed, \`java\` is ${version}`);
  }
}

async function javaVersion(): Promise<number> {
  try {
    const { stderr, stdout } = await promisify(execFile)('java', ['-version'], { timeout: 30_000 });
    return Number(/version "(\d+)/.exec(stderr + stdout)?.[1] ?? 0);
  } catch (error) {
    throw new EngineMissingError(`Java can't be started: ${String(error)}`);
  }
}
