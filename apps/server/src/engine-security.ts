import { readFileSync } from 'node:fs';

import { type Config, ConfigError } from '@microchat/host/config/config';
import type { SaslMechanism } from '@microchat/host/config/variables';

export type SecurityConfig = Pick<
  Config,
  | 'cassandraUsername'
  | 'cassandraPassword'
  | 'cassandraCa'
  | 'kafkaUsername'
  | 'kafkaPassword'
  | 'kafkaSaslMechanism'
  | 'kafkaCa'
  | 'redisCa'
>;

/** Certificate authorities, in PEM. */
interface Trust {
  readonly ca: string;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** How the clients of the engines prove who they are, and whom they trust: parts of their options. */
export interface EngineSecurity {
  readonly cassandra: { readonly credentials?: Credentials; readonly tls?: Trust };
  readonly kafka: {
    readonly sasl?: Credentials & { readonly mechanism: SaslMechanism };
    readonly ssl?: { ca: string };
  };
  /** The password is part of the URL. */
  readonly redis: { readonly tls?: Trust };
}

/** Reads the certificate authorities. @throws ConfigError naming the variables whose files can't be used */
export function engineSecurity(config: SecurityConfig): EngineSecurity {
  const problems: string[] = [];
  const trust = (variable: string, path: string | undefined): Trust | undefined => {
    if (path === undefined) return undefined;
    try {
      const ca = readFileSync(path, 'utf8');
      if (ca.includes('-----BEGIN CERTIFICATE-----')) return { ca };
      problems.push(`${variable}: no certificate in PEM in ${path}`);
    } catch (error) {
      problems.push(`${variable}: ${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    }
    return undefined;
  };
  const cassandra = credentials(config.cassandraUsername, config.cassandraPassword);
  const kafka = credentials(config.kafkaUsername, config.kafkaPassword);
  const trusted = {
    cassandra: trust('CASSANDRA_CA', config.cassandraCa),
    kafka: trust('KAFKA_CA', config.kafkaCa),
    redis: trust('REDIS_CA', config.redisCa),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    cassandra: {
      ...(cassandra === undefined ? {} : { credentials: cassandra }),
      ...(trusted.cassandra === undefined ? {} : { tls: trusted.cassandra }),
    },
    kafka: {
      ...(kafka === undefined ? {} : { sasl: { mechanism: config.kafkaSaslMechanism, ...kafka } }),
      ...(trusted.kafka === undefined ? {} : { ssl: trusted.kafka }),
    },
    redis: trusted.redis === undefined ? {} : { tls: trusted.redis },
  };
}

/** The configuration has both or neither. */
function credentials(username: string | undefined, password: string | undefined): Credentials | undefined {
  return username === undefined || password === undefined ? undefined : { username, password };
}
