import { join } from 'node:path';

export interface CassandraConfiguration {
  readonly nativePort: number;
  readonly storagePort: number;
  readonly fsyncPerCommit: boolean;
}

/** What goes into cassandra.yaml; whatever is not here is Cassandra's own default. */
export function cassandraYaml({ nativePort, storagePort, fsyncPerCommit }: CassandraConfiguration): string {
  const commitLog = fsyncPerCommit
    ? ['commitlog_sync: group', 'commitlog_sync_group_window: 2ms']
    : ['commitlog_sync: periodic', 'commitlog_sync_period: 10000ms'];
  return [
    'cluster_name: microchat-local',
    'partitioner: org.apache.cassandra.dht.Murmur3Partitioner',
    'endpoint_snitch: SimpleSnitch',
    'num_tokens: 1',
    'listen_address: 127.0.0.1',
    'rpc_address: 127.0.0.1',
    `native_transport_port: ${nativePort}`,
    `storage_port: ${storagePort}`,
    'seed_provider:',
    '  - class_name: org.apache.cassandra.locator.SimpleSeedProvider',
    '    parameters:',
    `      - seeds: "127.0.0.1:${storagePort}"`,
    ...commitLog,
    'commitlog_total_space: 256MiB',
    'paxos_variant: v2',
    'auto_snapshot: false',
    'hinted_handoff_enabled: false',
    '',
  ].join('\n');
}

/** Warnings and errors only; Cassandra logs at debug level if nobody says anything. */
export const logbackXml = `<configuration>
  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="OUT"/></root>
</configuration>
`;

const opened = [
  'jdk.internal.misc',
  'jdk.internal.ref',
  'sun.nio.ch',
  'java.lang.module',
  'java.net',
  'jdk.internal.loader',
  'jdk.internal.reflect',
  'jdk.internal.math',
  'jdk.internal.module',
  'jdk.internal.util.jar',
  'java.io',
  'java.nio',
  'java.util',
  'java.util.concurrent',
  'java.util.concurrent.atomic',
  'java.lang',
  'java.lang.reflect',
  'java.math',
].map((name) => `java.base/${name}`);

const exported = [
  'java.management.rmi/com.sun.jmx.remote.internal.rmi',
  'java.rmi/sun.rmi.registry',
  'java.rmi/sun.rmi.server',
  'java.rmi/sun.rmi.transport.tcp',
  'java.sql/java.sql',
  'jdk.management/com.sun.management.internal',
  'jdk.management.agent/jdk.internal.agent',
];

/** The arguments of `java` for a node whose configuration and data are in this folder. */
export function cassandraArguments(folder: string, jars: string, heapMb: number): string[] {
  return [
    `-Xms${heapMb}m`,
    `-Xmx${heapMb}m`,
    '-XX:+UseSerialGC',
    // Half the start time; the rest of the machine is not ours while tests run.
    '-XX:TieredStopAtLevel=1',
    '-XX:+ExitOnOutOfMemoryError',
    ...[...opened, ...exported].flatMap((name) => [
      `--add-exports=${name}=ALL-UNNAMED`,
      `--add-opens=${name}=ALL-UNNAMED`,
    ]),
    '-Djdk.attach.allowAttachSelf=true',
    `-Dcassandra.config=file:${join(folder, 'cassandra.yaml')}`,
    `-Dcassandra.storagedir=${join(folder, 'data')}`,
    `-Dlogback.configurationFile=${join(folder, 'logback.xml')}`,
    '-Dcassandra.skip_wait_for_gossip_to_settle=0',
    '-Dcassandra.ring_delay_ms=100',
    // The first user, where users are asked for, is there at once.
    '-Dcassandra.superuser_setup_delay_ms=0',
    // Stays in the foreground under its supervisor.
    '-Dcassandra-foreground=yes',
    '-cp',
    join(jars, '*'),
    'org.apache.cassandra.service.CassandraDaemon',
  ];
}
