import { containerRuntime, startContainerEngine } from './container-engine.ts';
import type { Engine, EngineName } from './engine.ts';
import { startCassandra } from './start-cassandra.ts';
import { startKafka } from './start-kafka.ts';
import { startRedis } from './start-redis.ts';

const locally: Record<EngineName, () => Promise<Engine>> = {
  cassandra: startCassandra,
  kafka: startKafka,
  redis: startRedis,
};

/**
 * A server of one's own, to be killed and paused at will: in a container where a Docker daemon answers, else as a process
 * of this machine. @throws EngineMissingError if this machine can do neither.
 */
export async function startEngine(name: EngineName): Promise<Engine> {
  const runtime = await containerRuntime();
  return runtime === undefined ? locally[name]() : startContainerEngine(name, runtime);
}
