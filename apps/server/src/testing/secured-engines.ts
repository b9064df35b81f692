import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createAuthority, issueCertificate } from '@microchat/auth/certificates';
import type { LocalEngine } from '@microchat/local-engines/engine';
import { startCassandra } from '@microchat/local-engines/start-cassandra';
import { startKafka } from '@microchat/local-engines/start-kafka';
import { startRedis } from '@microchat/local-engines/start-redis';

import { freePort } from '../free-port.ts';

/** Cassandra, Kafka and Redis that speak TLS only (at these addresses) and let in who has the password. */
export interface SecuredEngines {
  /** The variables with which a server can use them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Another authority, which signed none of their certificates. */
  readonly foreignCa: string;
  stop(): Promise<void>;
}

const host = '127.0.0.1';
/** The first user that Cassandra has. */
const cassandraUser = { username: 'cassandra', password: 'cassandra' };
const user = 'microchat';
const password = 'not-a-secret';

/** Processes of this machine, whether or not there are containers: their configuration is the point. */
export async function startSecuredEngines(): Promise<SecuredEngines> {
  const folder = mkdtempSync(join(tmpdir(), 'microchat-secured-'));
  const files = await writeCertificates(folder);
  const started = await Promise.allSettled([
    startCassandra({
      settings: cassandraSettings(files.keystore),
      login: { credentials: cassandraUser, sslOptions: { ca: files.caPem } },
    }),
    startSecuredKafka(files.keystore),
    startSecuredRedis(files),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all(
      started.map(async (result) => {
        if (result.status === 'fulfilled') await engineOf(result.value).stop();
      }),
    );
    rmSync(folder, { recursive: true });
  };
  const [cassandra, kafka, redis] = started;
  if (cassandra.status === 'rejected' || kafka.status === 'rejected' || redis.status === 'rejected') {
    await stop();
    throw new AggregateError(started.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])));
  }
  return {
    environment: {
      CASSANDRA_CONTACT_POINTS: cassandra.value.address,
      CASSANDRA_USERNAME: cassandraUser.username,
      CASSANDRA_PASSWORD: cassandraUser.password,
      CASSANDRA_CA: files.ca,
      KAFKA_BROKERS: kafka.value.address,
      KAFKA_USERNAME: user,
      KAFKA_PASSWORD: password,
      KAFKA_CA: files.ca,
      REDIS_URL: `rediss://${user}:${password}@${redis.value.address}`,
      REDIS_CA: files.ca,
    },
    foreignCa: files.foreignCa,
    stop,
  };
}

interface Files {
  readonly ca: string;
  readonly caPem: string;
  readonly foreignCa: string;
  readonly certificate: string;
  readonly key: string;
  /** Key and certificate in one file. */
  readonly keystore: string;
}

async function writeCertificates(folder: string): Promise<Files> {
  const nowMs = Date.now();
  const authority = await createAuthority({ name: 'engines', nowMs });
  const foreign = await createAuthority({ name: 'foreign', nowMs });
  const { certificate, key } = await issueCertificate({ authority, hosts: [host], nowMs });
  const write = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  return {
    ca: write('ca.pem', authority.certificate),
    caPem: authority.certificate,
    foreignCa: write('foreign-ca.pem', foreign.certificate),
    certificate: write('certificate.pem', certificate),
    key: write('key.pem', key),
    keystore: write('keystore.pem', key + certificate),
  };
}

function cassandraSettings(keystore: string): string[] {
  return [
    'authenticator: PasswordAuthenticator',
    'client_encryption_options:',
    '  enabled: true',
    '  optional: false',
    `  keystore: ${keystore}`,
    '  ssl_context_factory:',
    '    class_name: org.apache.cassandra.security.PEMBasedSslContextFactory',
  ];
}

interface AtAnotherPort {
  readonly engine: LocalEngine;
  readonly address: string;
}

function engineOf(value: LocalEngine | AtAnotherPort): LocalEngine {
  return 'engine' in value ? value.engine : value;
}

/** Beside its plain listener, on which it is asked whether it is up. */
async function startSecuredKafka(keystore: string): Promise<AtAnotherPort> {
  const address = `${host}:${await freePort(host)}`;
  const engine = await startKafka({
    listeners: [`SECURED://${address}`],
    settings: {
      'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL',
      'sasl.enabled.mechanisms': 'SCRAM-SHA-512,PLAIN',
      'listener.name.secured.ssl.keystore.type': 'PEM',
      'listener.name.secured.ssl.keystore.location': keystore,
      'listener.name.secured.scram-sha-512.sasl.jaas.config':
        'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'listener.name.secured.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required user_${user}="${password}";`,
    },
    formatArguments: ['--add-scram', `SCRAM-SHA-512=[name=${user},password=${password}]`],
  });
  return { engine, address };
}

/** Beside its plain port, on which it is asked whether it is up. */
async function startSecuredRedis({ ca, certificate, key }: Files): Promise<AtAnotherPort> {
  const port = String(await freePort(host));
  const engine = await startRedis({
    settings: [
      ['tls-port', port],
      ['tls-ca-cert-file', ca],
      ['tls-cert-file', certificate],
      ['tls-key-file', key],
      ['tls-auth-clients', 'no'],
      ['user', user, 'on', `>${password}`, '~*', '&*', '+@all'],
    ],
  });
  return { engine, address: `${host}:${port}` };
}
