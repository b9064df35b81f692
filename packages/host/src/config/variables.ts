import { availableParallelism } from 'node:os';

import { isKeySecret, parseApiKey, parseServiceKey } from '@microchat/auth/api-key';
import { z } from 'zod';

import { parseServiceEntry } from '../service-map.ts';

/** One configuration variable: how it is called, checked, written and explained. */
export interface Variable<Value> {
  /** In the environment; the flag is derived from it (MICROCHAT_API_PORT: `--api-port`). */
  readonly name: string;
  readonly schema: z.ZodType<Value, string>;
  /** As text, parsed like a given value; undefined: not set. */
  readonly defaultText: string | undefined;
  /** How the default reads in the docs where the text alone would mislead. */
  readonly defaultNote?: string;
  readonly description: string;
  /**
   * Never printed, and no flag: command lines are visible to other users of the machine. May also be given as a file, by
   * NAME_FILE.
   */
  readonly isSecret?: boolean;
  /** Set by MicroChat for its own child processes. */
  readonly isInternal?: boolean;
}

const text = z.string().min(1);
const list = z.string().transform((value, context) => {
  const items = value.split(',').map((item) => item.trim());
  if (items.some((item) => item === '')) {
    context.addIssue({ code: 'custom', message: 'expected names separated by commas' });
    return z.NEVER;
  }
  return items;
});
const port = integer(0, 65_535);
const saslMechanisms = ['scram-sha-512', 'scram-sha-256', 'plain'] as const;
const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

function integer(min: number, max: number): z.ZodType<number, string> {
  const message = `expected a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));
}

/** `host` or `host:port`, several separated by commas. */
const hosts = list.pipe(
  z.array(z.string().regex(/^[^\s:/]+(:\d{1,5})?$/, 'expected addresses such as cassandra-1:9042,cassandra-2:9042')),
);
const brokers = list.pipe(
  z.array(z.string().regex(/^[^\s:/]+:\d{1,5}$/, 'expected addresses such as kafka-1:9092,kafka-2:9092')),
);
const redisAddress = z.string().refine((value) => /^rediss?:\/\//.test(value) && URL.canParse(value), {
  message: 'expected a URL such as redis://redis:6379',
});
const keyspaceName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,47}$/, 'expected at most 48 lower case letters, digits and underscores');
const namePrefix = z
  .string()
  .regex(/^[a-zA-Z0-9._:-]{1,64}$/, 'expected at most 64 letters, digits, dots, colons, hyphens and underscores');

const origin = z.string().refine((value) => URL.canParse(value) && new URL(value).origin === value, {
  message: 'expected origins such as https://chat.example.com',
});

/** Checked here, read where it is used: what is written again for child processes must be the text. */
function keys(nameOf: (text: string) => string): z.ZodType<string[], string> {
  return list.transform((texts, context) => {
    try {
      const names = texts.map(nameOf);
      if (new Set(names).size < names.length) throw new Error('expected a name of its own for every key');
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
    return texts;
  });
}
const apiKeys = keys((key) => parseApiKey(key).name);
const serviceKeys = keys((key) => parseServiceKey(key).name);

const serviceEntries = list.pipe(
  z.array(
    z.string().refine((entry) => parseServiceEntry(entry) !== undefined, {
      message: 'expected entries such as storage=10.0.0.1:9200,storage=10.0.0.2:9200',
    }),
  ),
);

/** One core is left to the main process; more than eight workers do not help it. */
const gatewayWorkersDefault = Math.min(8, Math.max(1, availableParallelism() - 1));

/** All configuration. Keys are the names in code. */
export const variables = {
  host: variable({
    name: 'MICROCHAT_HOST',
    schema: text,
    defaultText: '127.0.0.1',
    description: 'Address that all listeners bind to.',
  }),
  dataDir: variable({
    name: 'MICROCHAT_DATA_DIR',
    schema: text,
    defaultText: './data',
    description: 'Folder of the embedded storage and of the generated token secret. One server at a time.',
  }),
  target: variable({
    name: 'MICROCHAT_TARGET',
    schema: list,
    defaultText: 'all',
    description: 'What this process runs: names of modules or groups of modules, separated by commas.',
  }),
  tokenSecret: optional({
    name: 'MICROCHAT_TOKEN_SECRET',
    schema: z.string().min(32, 'expected at least 32 characters'),
    defaultNote: 'generated in the data folder, mode 0600',
    description: 'Key that signs access tokens; the same for all processes of a deployment.',
    isSecret: true,
  }),
  heartbeatMs: variable({
    name: 'MICROCHAT_HEARTBEAT_MS',
    schema: integer(100, 600_000),
    defaultText: '25000',
    description: 'How often clients ping, in milliseconds. A connection silent for two heartbeats is closed.',
  }),
  allowedOrigins: optional({
    name: 'MICROCHAT_ALLOWED_ORIGINS',
    schema: list.pipe(z.array(origin)),
    defaultNote: "the API's own localhost origins",
    description:
      'Origins of web pages that may connect, separated by commas. Clients without an Origin header always may.',
  }),
  apiPort: variable({
    name: 'MICROCHAT_API_PORT',
    schema: port,
    defaultText: '8080',
    description: 'Port of the REST API and the chat page; 0 picks a free one.',
  }),
  gatewayPort: variable({
    name: 'MICROCHAT_GATEWAY_PORT',
    schema: port,
    defaultText: '8081',
    description: 'Port of the WebSocket gateway, shared by its workers; 0 picks a free one.',
  }),
  gatewayWorkers: variable({
    name: 'MICROCHAT_GATEWAY_WORKERS',
    schema: integer(0, 64),
    defaultText: String(gatewayWorkersDefault),
    defaultNote: 'one less than the CPU cores, 1 to 8',
    description: 'Gateway processes; 0 runs the gateway inside the main process. More than one needs Linux.',
  }),
  drainMs: variable({
    name: 'MICROCHAT_DRAIN_MS',
    schema: integer(0, 600_000),
    defaultText: '2000',
    description:
      'Over this time a gateway that stops closes its connections, in milliseconds, so that their clients do not come back all at once.',
  }),
  loginsPerPlatform: variable({
    name: 'MICROCHAT_LOGINS_PER_PLATFORM',
    schema: z.enum(['keep', 'replace'], { error: 'expected keep or replace' }),
    defaultText: 'keep',
    description:
      "What a login does to the same user's other devices on the same platform (as the hello names it): 'keep' leaves them connected, 'replace' closes them (4002).",
  }),
  connectsPerSecond: variable({
    name: 'MICROCHAT_CONNECTS_PER_SECOND',
    schema: integer(1, 100_000),
    defaultText: '2000',
    description:
      'New connections that a gateway worker takes in a second; the others are told when to try again (503 with Retry-After).',
  }),
  businessPort: variable({
    name: 'MICROCHAT_BUSINESS_PORT',
    schema: port,
    defaultText: '9090',
    description:
      'Port of the gRPC API for business servers (docs/BUSINESS.md); 0 picks a free one. Stays closed without API keys.',
  }),
  apiKeys: optional({
    name: 'MICROCHAT_API_KEYS',
    schema: apiKeys,
    defaultNote: 'one with all scopes, generated in the data folder; none when MICROCHAT_TOKEN_SECRET is set',
    description:
      'Keys of business servers, `name:key:scope+scope`, separated by commas; a key has 32 to 512 characters. Scopes: tokens, messages, presence.',
    isSecret: true,
  }),
  metricsPort: variable({
    name: 'MICROCHAT_METRICS_PORT',
    schema: port,
    defaultText: '9100',
    description:
      'Port of /metrics, /healthz and /readyz; gateway worker n uses this port + n. 0 picks free ones for all of them.',
  }),
  logLevel: optional({
    name: 'MICROCHAT_LOG_LEVEL',
    schema: z.enum(logLevels, { error: `expected one of ${logLevels.join(', ')}` }) as z.ZodType<LogLevel, string>,
    defaultNote: '`info`; `warn` when standard error is a terminal',
    description: 'Least severe log lines that are written (JSON, to standard error).',
  }),
  segmentEntriesMax: optional({
    name: 'MICROCHAT_SEGMENT_ENTRIES_MAX',
    schema: integer(2, 100_000),
    defaultNote: 'the message store’s own',
    description: 'Messages in one segment of a conversation log. Small values are for tests.',
  }),
  nodeId: optional({
    name: 'MICROCHAT_NODE_ID',
    schema: integer(0, 511),
    defaultNote: 'one that no other process has',
    description:
      'Number in the ids of the messages that this process stores. Claimed in the store: a process whose number belongs to one that runs does not start, and after a crash it waits some seconds for the claim to expire. Best left to MicroChat.',
  }),
  cassandraContactPoints: optional({
    name: 'CASSANDRA_CONTACT_POINTS',
    schema: hosts,
    defaultNote: 'the embedded store',
    description:
      'Some nodes of Cassandra, `host:port`, separated by commas. Selects Cassandra, Kafka and Redis instead of the embedded storage; all three are set together.',
  }),
  cassandraDataCenter: variable({
    name: 'MICROCHAT_CASSANDRA_DATA_CENTER',
    schema: text,
    defaultText: 'datacenter1',
    description: 'Data center of Cassandra whose nodes are asked.',
  }),
  cassandraKeyspace: variable({
    name: 'MICROCHAT_CASSANDRA_KEYSPACE',
    schema: keyspaceName,
    defaultText: 'microchat',
    description:
      'Keyspace in Cassandra. Created, and brought up to date, by the first process that finds it missing or old.',
  }),
  cassandraReplicas: variable({
    name: 'MICROCHAT_CASSANDRA_REPLICAS',
    schema: integer(1, 9),
    defaultText: '1',
    description: 'Copies of every row in the data center when the keyspace is created. At least 3 where data matters.',
  }),
  cassandraUsername: optional({
    name: 'CASSANDRA_USERNAME',
    schema: text,
    description: 'User of Cassandra, with CASSANDRA_PASSWORD.',
  }),
  cassandraPassword: optional({
    name: 'CASSANDRA_PASSWORD',
    schema: text,
    description: 'Password of that user.',
    isSecret: true,
  }),
  cassandraCa: optional({
    name: 'CASSANDRA_CA',
    schema: text,
    defaultNote: 'no TLS',
    description:
      'PEM file with the certificate authorities of Cassandra; turns TLS on. A node’s certificate names its IP address or a contact point.',
  }),
  kafkaBrokers: optional({
    name: 'KAFKA_BROKERS',
    schema: brokers,
    defaultNote: 'the embedded log',
    description:
      'Some brokers of Kafka, `host:port`, separated by commas. The server starts without Kafka, too, and delivers when it is back.',
  }),
  kafkaPrefix: variable({
    name: 'MICROCHAT_KAFKA_PREFIX',
    schema: namePrefix.refine((value) => !value.includes(':'), { message: 'Kafka takes no colons in names' }),
    defaultText: 'microchat.',
    description: 'What the names of topics and consumer groups in Kafka begin with.',
  }),
  kafkaUsername: optional({
    name: 'KAFKA_USERNAME',
    schema: text,
    description: 'User of Kafka (SASL), with KAFKA_PASSWORD.',
  }),
  kafkaPassword: optional({
    name: 'KAFKA_PASSWORD',
    schema: text,
    description: 'Password of that user.',
    isSecret: true,
  }),
  kafkaSaslMechanism: variable({
    name: 'KAFKA_SASL_MECHANISM',
    schema: z.enum(saslMechanisms, { error: `expected one of ${saslMechanisms.join(', ')}` }) as z.ZodType<
      SaslMechanism,
      string
    >,
    defaultText: 'scram-sha-512',
    description: 'How that user proves who he is. `plain` shows the password to the broker: only with TLS.',
  }),
  kafkaCa: optional({
    name: 'KAFKA_CA',
    schema: text,
    defaultNote: 'no TLS',
    description: 'PEM file with the certificate authorities of Kafka; turns TLS on.',
  }),
  redisUrl: optional({
    name: 'REDIS_URL',
    schema: redisAddress,
    defaultNote: 'presence in memory',
    description: 'Redis, `redis://[user:password@]host:port[/database]`; `rediss:` for TLS.',
    isSecret: true,
  }),
  redisCa: optional({
    name: 'REDIS_CA',
    schema: text,
    defaultNote: 'the authorities that Node.js knows',
    description: 'PEM file with the certificate authorities of Redis, for `rediss:`.',
  }),
  redisPrefix: variable({
    name: 'MICROCHAT_REDIS_PREFIX',
    schema: namePrefix,
    defaultText: 'microchat:',
    description: 'What the keys in Redis begin with.',
  }),
  services: optional({
    name: 'MICROCHAT_SERVICES',
    schema: serviceEntries,
    defaultNote: 'everything runs in this process',
    description:
      'Where services run that this process calls: `name=host:port`, separated by commas. A name is a module or a group of modules; repeated, it has several instances, as has a host name with several addresses.',
  }),
  rpcPort: optional({
    name: 'MICROCHAT_RPC_PORT',
    schema: port,
    defaultNote: 'not served to other processes',
    description:
      'TCP port on which this process serves its modules to the others of the deployment; gateway worker n uses this port + n. 0 picks free ones.',
  }),
  rpcHost: optional({
    name: 'MICROCHAT_RPC_HOST',
    schema: text,
    defaultNote: 'MICROCHAT_HOST',
    description: 'Address that the RPC port binds to.',
  }),
  rpcAdvertise: optional({
    name: 'MICROCHAT_RPC_ADVERTISE',
    schema: text,
    defaultNote: 'MICROCHAT_RPC_HOST, or the name of the machine where that is 0.0.0.0 or ::',
    description: 'Host under which other processes reach the RPC port of this one.',
  }),
  rpcKeys: optional({
    name: 'MICROCHAT_RPC_KEYS',
    schema: serviceKeys,
    description:
      'Keys that may call the RPC port, `name:key:scope+scope`, separated by commas; a key has 32 to 512 characters. Scopes: storage, logic, push (to connected devices). Several at a time, so that they can be exchanged.',
    isSecret: true,
  }),
  rpcKey: optional({
    name: 'MICROCHAT_RPC_KEY',
    schema: z.string().refine(isKeySecret, 'expected 32 to 512 printable characters'),
    description: 'Key that this process shows to those that it calls.',
    isSecret: true,
  }),
  rpcCa: optional({
    name: 'MICROCHAT_RPC_CA',
    schema: text,
    defaultNote: 'no TLS',
    description: 'PEM file with the certificate authority of the deployment. Callers and called know each other by it.',
  }),
  rpcCert: optional({
    name: 'MICROCHAT_RPC_CERT',
    schema: text,
    description: 'PEM file with the certificate of this process; it names the host under which others call it.',
  }),
  rpcCertKey: optional({
    name: 'MICROCHAT_RPC_CERT_KEY',
    schema: text,
    description: 'PEM file with the private key of that certificate.',
  }),
  rpcPlaintext: variable({
    name: 'MICROCHAT_RPC_PLAINTEXT',
    schema: z.enum(['true', 'false'], { error: 'expected true or false' }).transform((value) => value === 'true'),
    defaultText: 'false',
    description:
      'Allows calls over the network without TLS, keys in the clear: only where the network itself is private.',
  }),
  engineStartTimeoutMs: variable({
    name: 'MICROCHAT_ENGINE_START_TIMEOUT_MS',
    schema: integer(100, 600_000),
    defaultText: '60000',
    description: 'How long the start waits for Cassandra and Redis to answer, in milliseconds.',
  }),
  upstream: optional({
    name: 'MICROCHAT_UPSTREAM',
    schema: text,
    description: 'Address (`unix:/path` or `host:port`) of the process that serves everything this one does not run.',
    isInternal: true,
  }),
  socketDir: optional({
    name: 'MICROCHAT_SOCKET_DIR',
    schema: text,
    description: 'Folder for the Unix sockets between the processes of one server.',
    isInternal: true,
  }),
  workerId: optional({
    name: 'MICROCHAT_WORKER_ID',
    // In a rolling restart two sets of workers run side by side.
    schema: integer(1, 128),
    description: 'Number of this gateway worker.',
    isInternal: true,
  }),
} as const;

export type SaslMechanism = (typeof saslMechanisms)[number];
export type LogLevel = (typeof logLevels)[number];

/** A variable that always has a value. Pins the type, so that `Config` can be derived from the table. */
function variable<Value>(definition: Variable<Value> & { readonly defaultText: string }): Variable<Value> {
  return definition;
}

/** A variable that may be not set. */
function optional<Value>(definition: Omit<Variable<Value>, 'defaultText'>): Variable<Value | undefined> {
  return { ...definition, defaultText: undefined };
}
