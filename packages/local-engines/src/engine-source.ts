import { answers } from './answers.ts';
import type { EngineName } from './engine.ts';
import { startEngine } from './start-engine.ts';

/** A server that tests share: somebody else's that the environment names, or ours. */
export interface SharedEngine {
  /** As clients want it: `host:port`, several separated by commas; a URL for Redis. */
  readonly address: string;
  /** Ends it if it is ours. */
  stop(): Promise<void>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that name servers which run already; the same that configure the server itself. */
export const addressVariables: Record<EngineName, string> = {
  cassandra: 'CASSANDRA_CONTACT_POINTS',
  kafka: 'KAFKA_BROKERS',
  redis: 'REDIS_URL',
};

/**
 * The engine for a run of tests.
 * @throws EngineMissingError if none can be had here; EngineStartError or the client's error if it does not work.
 */
export async function shareEngine(name: EngineName, environment: Environment): Promise<SharedEngine> {
  const address = environment[addressVariables[name]];
  if (address !== undefined && address !== '') {
    await answers[name](address);
    return { address, stop: () => Promise.resolve() };
  }
  const engine = await startEngine(name);
  return { address: name === 'redis' ? `redis://${engine.address}` : engine.address, stop: () => engine.stop() };
}
