import { type Engine, EngineMissingError } from '@microchat/local-engines/engine';
import { startCassandra } from '@microchat/local-engines/start-cassandra';
import { startKafka } from '@microchat/local-engines/start-kafka';
import { startRedis } from '@microchat/local-engines/start-redis';
import type { EngineAddresses } from '@microchat/local-cluster/process-variables';

/** Engines that a test may stop, kill and empty: nobody else uses them. */
export interface OwnEngines {
  readonly cassandra: Engine;
  readonly kafka: Engine;
  readonly redis: Engine;
  readonly addresses: EngineAddresses;
  stop(): Promise<void>;
}

/** As processes of this machine. @throws EngineMissingError if it lacks what they need. */
export async function startOwnEngines(): Promise<OwnEngines> {
  const [cassandra, kafka, redis] = await Promise.all([
    // Killed, it must still have what it has acknowledged.
    startCassandra({ fsyncPerCommit: true }),
    startKafka(),
    startRedis(),
  ]);
  const engines = [cassandra, kafka, redis];
  return {
    cassandra,
    kafka,
    redis,
    addresses: { cassandra: cassandra.address, kafka: kafka.address, redis: `redis://${redis.address}` },
    stop: async () => void (await Promise.all(engines.map((engine) => engine.stop()))),
  };
}

/** Undefined where they can't be had, said loudly; a failure in CI. */
export async function ownEnginesUnlessMissing(): Promise<OwnEngines | undefined> {
  try {
    return await startOwnEngines();
  } catch (error) {
    if (!(error instanceof EngineMissingError) || (process.env['CI'] ?? '') !== '') throw error;
    process.stderr.write(`\n*** SKIPPED: tests that disturb engines. ${error.message}\n\n`);
    return undefined;
  }
}
