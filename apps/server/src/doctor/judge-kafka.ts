import type { KafkaClusterReport, TopicReport } from '@microchat/adapters-kafka/kafka-cluster-report';

import { type Finding, findingsAbout } from './finding.ts';

const about = findingsAbout('Kafka');

export interface KafkaWishes {
  /** As Kafka calls them. */
  readonly topics: readonly string[];
  readonly partitions: number;
}

/** What a cluster that answers is good for. */
export function judgeKafka(report: KafkaClusterReport, wishes: KafkaWishes): Finding[] {
  const { brokers, topics } = report;
  const missing = wishes.topics.filter((name) => !topics.has(name));
  const findings: Finding[] = [about.ok(`${brokers} ${brokers === 1 ? 'broker' : 'brokers'}`)];
  if (missing.length > 0) {
    findings.push(
      about.warning(
        `topics are missing: ${missing.join(', ')}`,
        'run microchat migrate, or leave it to the servers, who create them when they are first used',
      ),
    );
    findings.push(...judgeDefaults(report));
  }
  for (const [names, topic] of alike(topics)) {
    findings.push(judgeTopics(names, topic, brokers, wishes.partitions));
  }
  return findings;
}

/** Topics that have the same, together: they mostly do. */
function alike(topics: KafkaClusterReport['topics']): [names: string, topic: TopicReport][] {
  const groups = new Map<string, [names: string[], topic: TopicReport]>();
  for (const [name, topic] of [...topics].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = JSON.stringify(topic);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [[name], topic]);
    else group[0].push(name);
  }
  return [...groups.values()].map(([names, topic]) => [names.join(','), topic]);
}

/** What topics that are created will be. */
function judgeDefaults({ defaults, brokers }: KafkaClusterReport): Finding[] {
  if (defaults === undefined || defaults.replicas <= brokers) return [];
  return [
    about.problem(
      `default.replication.factor is ${defaults.replicas}, more than there are brokers: topics cannot be created`,
      'start more brokers, or lower it in server.properties',
    ),
  ];
}

function judgeTopics(names: string, topic: TopicReport, brokers: number, partitions: number): Finding {
  const { replicas, minInSyncReplicas, partitionsRefusing } = topic;
  const what = `topics ${names.replaceAll(',', ', ')}: ${topic.partitions} partitions, ${replicas} ${replicas === 1 ? 'copy' : 'copies'}, ${minInSyncReplicas} must be in sync`;
  if (topic.partitions !== partitions) {
    return about.problem(
      `${what}; MicroChat counts on ${partitions} partitions`,
      'events of a key must stay in their partition: delete the topic if it is empty, or choose another MICROCHAT_KAFKA_PREFIX',
    );
  }
  if (partitionsRefusing > 0 || minInSyncReplicas > brokers) {
    return about.problem(
      `${what}; ${partitionsRefusing} partitions take no records`,
      'start the missing brokers; until then events wait and messages are delivered late',
    );
  }
  if (replicas < 3) {
    return about.warning(
      `${what}: events that are not delivered yet are lost with a broker`,
      'where data matters: three brokers, default.replication.factor=3, min.insync.replicas=2 before the topics are created',
    );
  }
  if (minInSyncReplicas < 2) {
    return about.warning(
      `${what}: a record counts when one broker has it`,
      `kafka-configs --alter --topic ${names} --add-config min.insync.replicas=2`,
    );
  }
  if (minInSyncReplicas >= replicas) {
    return about.warning(
      `${what}: one broker that is away stops events`,
      `kafka-configs --alter --topic ${names} --add-config min.insync.replicas=${replicas - 1}`,
    );
  }
  return about.ok(what);
}
