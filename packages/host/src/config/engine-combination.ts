import type { Config } from './config.ts';
import { variables } from './variables.ts';

const addresses = ['cassandraContactPoints', 'kafkaBrokers', 'redisUrl'] as const;

/** Addresses of the engines outside this process. */
export interface ExternalEngines {
  readonly contactPoints: readonly string[];
  readonly brokers: readonly string[];
  readonly redisUrl: string;
}

/** Undefined: the embedded storage. */
export function externalEngines(config: Config): ExternalEngines | undefined {
  const { cassandraContactPoints: contactPoints, kafkaBrokers: brokers, redisUrl } = config;
  if (contactPoints === undefined || brokers === undefined || redisUrl === undefined) return undefined;
  return { contactPoints, brokers, redisUrl };
}

/**
 * The engines go together: an embedded part beside shared ones would look like one server and be several, each with a
 * log or a presence of its own.
 */
export function engineProblems(config: Pick<Config, (typeof addresses)[number]>): string[] {
  const given = addresses.filter((key) => config[key] !== undefined);
  if (given.length === 0 || given.length === addresses.length) return [];
  const names = given.map((key) => variables[key].name).join(' and ');
  return addresses
    .filter((key) => config[key] === undefined)
    .map(
      (key) =>
        `${variables[key].name}: missing beside ${names}; Cassandra, Kafka and Redis are used together or not at all`,
    );
}
