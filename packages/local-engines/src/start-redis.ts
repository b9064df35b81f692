import { execFile } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answers } from './answers.ts';
import { EngineMissingError, type EngineOptions, type LocalEngine } from './engine.ts';
import { startLocalEngine } from './local-engine.ts';
import { mavenArtifacts } from './maven-artifacts.ts';

export interface RedisOptions extends EngineOptions {
  /** Keeps what was written over restarts, by an append-only file. Default: it starts empty. */
  readonly keepsData?: boolean;
  /** More settings, as in redis.conf: a name and its arguments. */
  readonly settings?: readonly (readonly string[])[];
}

/** The system's redis-server, else the one inside a Java library. Up in well under a second. */
export async function startRedis(options: RedisOptions = {}): Promise<LocalEngine> {
  const file = await redisServer();
  return startLocalEngine(
    {
      name: 'redis',
      startTimeoutMs: 20_000,
      prepare: async (folder, port) => ({ file, args: redisArguments(folder, port, options) }),
      answer: answers.redis,
    },
    options,
  );
}

function redisArguments(folder: string, port: number, { keepsData, settings: more = [] }: RedisOptions): string[] {
  const settings: (readonly string[])[] = [
    ['port', String(port)],
    ['bind', '127.0.0.1'],
    ['dir', folder],
    ['save', ''],
    ['appendonly', keepsData ? 'yes' : 'no'],
    ...more,
  ];
  return settings.flatMap(([name, ...values]) => [`--${name}`, ...values]);
}

async function redisServer(): Promise<string> {
  try {
    await promisify(execFile)('redis-server', ['--version'], { timeout: 10_000 });
    return 'redis-server';
  } catch {
    return redisServerFromMaven();
  }
}

const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' };

async function redisServerFromMaven(): Promise<string> {
  const folder = await mavenArtifacts('redis');
  const ending = `-${process.platform}-${architectures[process.arch] ?? process.arch}`;
  const binary = readdirSync(folder).find((name) => name.startsWith('redis-server-') && name.endsWith(ending));
  if (binary === undefined) throw new EngineMissingError(`there is no redis-server, nor one${ending} in Maven`);
  const path = join(folder, binary);
  chmodSync(path, 0o755);
  return path;
}
