import type { Config } from './config.ts';
import { variables } from './variables.ts';

type CredentialKey =
  | 'cassandraUsername'
  | 'cassandraPassword'
  | 'kafkaUsername'
  | 'kafkaPassword'
  | 'redisCa'
  | 'redisUrl';

const pairs = [
  ['cassandraUsername', 'cassandraPassword'],
  ['kafkaUsername', 'kafkaPassword'],
] as const;

/** A user without a password or the other way round, and a setting for TLS that would silently do nothing. */
export function credentialProblems(config: Pick<Config, CredentialKey>): string[] {
  const problems: string[] = [];
  for (const pair of pairs) {
    const missing = pair.find((key) => config[key] === undefined);
    const given = pair.find((key) => config[key] !== undefined);
    if (missing === undefined || given === undefined) continue;
    problems.push(`${variables[missing].name}: missing beside ${variables[given].name}`);
  }
  if (config.redisCa !== undefined && config.redisUrl?.startsWith('redis:')) {
    problems.push('REDIS_CA: without effect, because REDIS_URL begins with redis: and not with rediss:');
  }
  return problems;
}
