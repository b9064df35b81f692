import { join } from 'node:path';
import type { EngineName, LocalEngine } from '@microchat/local-engines/engine';
import { addressVariables, type Environment, shareEngine } from '@microchat/local-engines/engine-source';
import { isFree } from '@microchat/local-engines/free-port';
import { startCassandra } from '@microchat/local-engines/start-cassandra';
import { startKafka } from '@microchat/local-engines/start-kafka';
import { startRedis } from '@microchat/local-engines/start-redis';
import type { EngineAddresses } from './process-variables.ts';

export interface ClusterEngine {
  readonly name: EngineName;
  /** As the server's variable wants it. */
  readonly address: string;
  /** Undefined: somebody else's, named by the environment. */
  readonly engine: LocalEngine | undefined;
}

export interface ClusterEngines {
  readonly all: readonly ClusterEngine[];
  readonly addresses: EngineAddresses;
  /** Ends those that are ours. */
  stop(): Promise<void>;
}

/** Where people look for them; taken only if nobody listens there. */
const usualPorts: Readonly<Record<EngineName, number>> = { cassandra: 9042, kafka: 9092, redis: 6379 };

const start: Readonly<Record<EngineName, (options: { folder: string; port?: number }) => Promise<LocalEngine>>> = {
  // What was acknowledged shall survive a Cassandra that is killed, too.
  cassandra: (options) => startCassandra({ ...options, fsyncPerCommit: true }),
  kafka: startKafka,
  redis: startRedis,
};

/**
 * The engines of a cluster, side by side: those that the environment names, else processes of this machine that keep their
 * data in `folder`. @throws EngineMissingError, EngineStartError after those that came up were ended again.
 */
export async function startEngines(folder: string, environment: Environment): Promise<ClusterEngines> {
  const names = ['cassandra', 'kafka', 'redis'] as const;
  const results = await Promise.allSettled(names.map((name) => obtain(name, join(folder, name), environment)));
  const all = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async () => {
    await Promise.all(all.map(async ({ engine }) => engine?.stop()));
  };
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  const [cassandra = '', kafka = '', redis = ''] = all.map(({ address }) => address);
  return { all, addresses: { cassandra, kafka, redis }, stop };
}

async function obtain(name: EngineName, folder: string, environment: Environment): Promise<ClusterEngine> {
  if ((environment[addressVariables[name]] ?? '') !== '') {
    const { address } = await shareEngine(name, environment);
    return { name, address, engine: undefined };
  }
  const port = usualPorts[name];
  const engine = await start[name]({ folder, ...((await isFree(port)) ? { port } : {}) });
  return { name, address: name === 'redis' ? `redis://${engine.address}` : engine.address, engine };
}
