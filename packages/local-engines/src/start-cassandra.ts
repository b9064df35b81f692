import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cassandraAnswers, type CassandraLogin } from './answers.ts';
import { cassandraArguments, cassandraYaml, logbackXml } from './cassandra-configuration.ts';
import type { EngineOptions, LocalEngine } from './engine.ts';
import { freePort, isFree } from './free-port.ts';
import { requireJava } from './java.ts';
import { startLocalEngine } from './local-engine.ts';
import { mavenArtifacts } from './maven-artifacts.ts';

export interface CassandraOptions extends EngineOptions {
  /** Default 768. */
  readonly heapMb?: number;
  /** Every commit waits for the disk, in groups of 2 ms, as production should. Default: the disk follows within 10 s. */
  readonly fsyncPerCommit?: boolean;
  /** More lines of cassandra.yaml. */
  readonly settings?: readonly string[];
  /** What makes it answer us, if the settings ask for it. */
  readonly login?: CassandraLogin;
}

/** One node of Cassandra 5.0.5 on Java 17. Up in 10 to 20 s. */
export async function startCassandra(options: CassandraOptions = {}): Promise<LocalEngine> {
  await requireJava(17);
  const jars = await mavenArtifacts('cassandra');
  let storagePort = await freePort();
  return startLocalEngine(
    {
      name: 'cassandra',
      startTimeoutMs: 180_000,
      async prepare(folder, nativePort) {
        const { fsyncPerCommit = false, heapMb = 768 } = options;
        if (!(await isFree(storagePort))) storagePort = await freePort();
        const yaml = cassandraYaml({ nativePort, storagePort, fsyncPerCommit });
        const more = (options.settings ?? []).map((line) => `${line}\n`);
        writeFileSync(join(folder, 'cassandra.yaml'), yaml + more.join(''));
        writeFileSync(join(folder, 'logback.xml'), logbackXml);
        return { file: 'java', args: cassandraArguments(folder, jars, heapMb) };
      },
      answer: (address) => cassandraAnswers(address, options.login),
    },
    options,
  );
}
