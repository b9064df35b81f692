import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answers } from './answers.ts';
import type { EngineOptions, LocalEngine } from './engine.ts';
import { freePort, isFree } from './free-port.ts';
import { requireJava } from './java.ts';
import { startLocalEngine } from './local-engine.ts';
import { mavenArtifacts } from './maven-artifacts.ts';

export interface KafkaOptions extends EngineOptions {
  /** Default 384. */
  readonly heapMb?: number;
  /** Addresses beside the usual one, such as `SECURED://127.0.0.1:9093`; `settings` say what they speak. */
  readonly listeners?: readonly string[];
  /** More of server.properties; what is said here wins. */
  readonly settings?: Readonly<Record<string, string>>;
  /** More arguments for formatting the storage, such as `--add-scram` and its value. */
  readonly formatArguments?: readonly string[];
}

const javaVersionMax = 25;
/** 16 bytes in base64, as Kafka wants it; every cluster of ours is alone. */
const clusterId = 'bWljcm9jaGF0LWxvY2FsMA';

/** One broker of Kafka 4.1.2 that is its own controller (KRaft). Up in 3 to 10 s. */
export async function startKafka(options: KafkaOptions = {}): Promise<LocalEngine> {
  await requireJava(javaVersionMax);
  const jars = await mavenArtifacts('kafka');
  let controllerPort = await freePort();
  const run = (heapMb: number, ...args: string[]) => ['-cp', join(jars, '*'), ...jvmArguments(heapMb), ...args];
  return startLocalEngine(
    {
      name: 'kafka',
      startTimeoutMs: 90_000,
      async prepare(folder, port) {
        const properties = join(folder, 'server.properties');
        const data = join(folder, 'data');
        if (!(await isFree(controllerPort))) controllerPort = await freePort();
        const more = Object.entries(options.settings ?? {}).map(([name, value]) => `${name}=${value}\n`);
        writeFileSync(
          properties,
          serverProperties(port, controllerPort, data, options.listeners ?? []) + more.join(''),
        );
        if (!existsSync(join(data, 'meta.properties'))) {
          const format = ['kafka.tools.StorageTool', 'format', '--config', properties, '--cluster-id', clusterId];
          const command = run(128, ...format, ...(options.formatArguments ?? []));
          await promisify(execFile)('java', command, { timeout: 60_000 });
        }
        return { file: 'java', args: run(options.heapMb ?? 384, 'kafka.Kafka', properties) };
      },
      answer: answers.kafka,
    },
    options,
  );
}

function jvmArguments(heapMb: number): string[] {
  return [
    `-Xms${heapMb}m`,
    `-Xmx${heapMb}m`,
    '-XX:+UseSerialGC',
    // Half the start time; the rest of the machine is not ours while tests run.
    '-XX:TieredStopAtLevel=1',
    '-XX:+ExitOnOutOfMemoryError',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    '-Dorg.slf4j.simpleLogger.showDateTime=true',
  ];
}

function serverProperties(port: number, controllerPort: number, data: string, more: readonly string[]): string {
  const listeners = [`PLAINTEXT://127.0.0.1:${port}`, ...more].join(',');
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=${listeners},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=${listeners}`,
    'controller.listener.names=CONTROLLER',
    `log.dirs=${data}`,
    // Topics are created on purpose, with their partition count.
    'auto.create.topics.enable=false',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=4',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=4',
    'share.coordinator.state.topic.replication.factor=1',
    'share.coordinator.state.topic.min.isr=1',
    // A broker that was killed is let in again when its old session has ended: 9 s by default.
    'broker.session.timeout.ms=3000',
    'broker.heartbeat.interval.ms=500',
    // A test's only consumer need not wait for others.
    'group.initial.rebalance.delay.ms=0',
    '',
  ].join('\n');
}
