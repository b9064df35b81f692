import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'cassandra-driver';
import { cassandraArguments, cassandraYaml, logbackXml } from './cassandra-configuration.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { freePort } from './free-port.ts';
import { requireJava } from './java.ts';
import { startLocalEngine } from './local-engine.ts';
import { mavenArtifacts } from './maven-artifacts.ts';

export interface CassandraOptions extends EngineOptions {
  /** Default 768. */
  readonly heapMb?: number;
  /** Every commit waits for the disk, in groups of 2 ms, as production should. Default: the disk follows within 10 s. */
  readonly fsyncPerCommit?: boolean;
}

/** Its data center, which clients have to name. */
export const cassandraDataCenter = 'datacenter1';

/** One node of Cassandra 5.0.5 on Java 17. Up in 10 to 20 s. */
export async function startCassandra(options: CassandraOptions = {}): Promise<Engine> {
  await requireJava(17);
  const jars = await mavenArtifacts('cassandra');
  const storagePort = await freePort();
  return startLocalEngine(
    {
      name: 'cassandra',
      startTimeoutMs: 180_000,
      async prepare(folder, nativePort) {
        const { fsyncPerCommit = false, heapMb = 768 } = options;
        writeFileSync(join(folder, 'cassandra.yaml'), cassandraYaml({ nativePort, storagePort, fsyncPerCommit }));
        writeFileSync(join(folder, 'logback.xml'), logbackXml);
        return { file: 'java', args: cassandraArguments(folder, jars, heapMb) };
      },
      answer: cassandraAnswers,
    },
    options,
  );
}

/** Resolves once a query is answered there. */
export async function cassandraAnswers(address: string): Promise<void> {
  const client = new Client({
    contactPoints: [address],
    localDataCenter: cassandraDataCenter,
    socketOptions: { connectTimeout: 5_000, readTimeout: 5_000 },
  });
  try {
    await client.execute('SELECT release_version FROM system.local');
  } finally {
    await client.shutdown();
  }
}
