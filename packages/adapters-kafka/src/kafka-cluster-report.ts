import type { Admin } from 'kafkajs';
import { type KafkaConnectionOptions, KafkaConnections } from './kafka-connection.ts';
import { within } from './within.ts';

/** The protocol's numbers. kafkajs exports them in a way that only its types can see. */
const resourceTypes = { topic: 2, broker: 4 } as const;

/** What operators want to know of a cluster before they trust it. */
export interface KafkaClusterReport {
  readonly brokers: number;
  /** Brokers' settings, of one of them; undefined if we may not see them. */
  readonly defaults: TopicSafety | undefined;
  /** Those of the topics asked for that exist. */
  readonly topics: ReadonlyMap<string, TopicReport>;
}

/** How many copies a record has, and how many must have it before the broker says so. */
export interface TopicSafety {
  readonly replicas: number;
  readonly minInSyncReplicas: number;
}

export interface TopicReport extends TopicSafety {
  readonly partitions: number;
  /** Partitions that have fewer copies in sync than `minInSyncReplicas`, or no leader: they take no records. */
  readonly partitionsRefusing: number;
}

export interface KafkaReportOptions extends Omit<KafkaConnectionOptions, 'observer' | 'clientId'> {
  /** As Kafka calls them, prefix included. */
  readonly topics: readonly string[];
  /** Longest that all of it takes. */
  readonly timeoutMs: number;
}

/** Looks at a cluster, changes nothing. @throws the client's error, or DeadlineError */
export async function reportKafkaCluster(options: KafkaReportOptions): Promise<KafkaClusterReport> {
  const connections = new KafkaConnections({ ...options, clientId: 'microchat-doctor', observer: {} });
  const connection = connections.open();
  const admin = connection.kafka.admin();
  try {
    return await within(options.timers, options.timeoutMs, report(admin, options.topics));
  } finally {
    await connection.close(() => admin.disconnect());
    connections.sever();
  }
}

async function report(admin: Admin, wanted: readonly string[]): Promise<KafkaClusterReport> {
  await admin.connect();
  const { brokers } = await admin.describeCluster();
  const existing = new Set(await admin.listTopics());
  const names = wanted.filter((name) => existing.has(name));
  const [defaults, minInSync, { topics }] = await Promise.all([
    brokerDefaults(admin, brokers[0]?.nodeId),
    minInSyncOf(admin, names),
    // No names would mean all of them.
    names.length === 0 ? { topics: [] } : admin.fetchTopicMetadata({ topics: names }),
  ]);
  return {
    brokers: brokers.length,
    defaults,
    topics: new Map(
      topics.map(({ name, partitions }) => {
        const minInSyncReplicas = minInSync.get(name) ?? 1;
        return [
          name,
          {
            partitions: partitions.length,
            replicas: Math.min(...partitions.map(({ replicas }) => replicas.length)),
            minInSyncReplicas,
            partitionsRefusing: partitions.filter(({ leader, isr }) => leader < 0 || isr.length < minInSyncReplicas)
              .length,
          },
        ];
      }),
    ),
  };
}

async function brokerDefaults(admin: Admin, nodeId: number | undefined): Promise<TopicSafety | undefined> {
  if (nodeId === undefined) return undefined;
  const configNames = ['default.replication.factor', 'min.insync.replicas'];
  try {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: resourceTypes.broker, name: String(nodeId), configNames }],
    });
    const [replicas, minInSyncReplicas] = configNames.map((name) =>
      Number(resources[0]?.configEntries.find((entry) => entry.configName === name)?.configValue),
    );
    return replicas && minInSyncReplicas ? { replicas, minInSyncReplicas } : undefined;
  } catch {
    // Users of a secured cluster may not be allowed to see it.
    return undefined;
  }
}

async function minInSyncOf(admin: Admin, topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (topics.length === 0) return new Map();
  const configName = 'min.insync.replicas';
  try {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((name) => ({ type: resourceTypes.topic, name, configNames: [configName] })),
    });
    return new Map(
      resources.map(({ resourceName, configEntries }) => [
        resourceName,
        Number(configEntries.find((entry) => entry.configName === configName)?.configValue ?? 1),
      ]),
    );
  } catch {
    return new Map();
  }
}
