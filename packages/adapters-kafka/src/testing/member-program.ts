// A member of a consumer group for tests, as a process of its own. Arguments: options as JSON, topic, group. Prints
// `joined <partitions>`, `handled <key> <sequence>`, `warning <name>`. SIGTERM: stops in order.
import { realTimers } from '@microchat/testkit/real-timers';
import { KafkaEventLog, type KafkaEventLogOptions } from '../kafka-event-log.ts';

const [, , json = '{}', topic = '', group = ''] = process.argv;
const options = JSON.parse(json) as Omit<KafkaEventLogOptions, 'timers'>;
process.on('warning', ({ name }) => console.log(`warning ${name}`));

const eventLog = new KafkaEventLog({
  ...options,
  timers: realTimers,
  observer: { rebalanced: (_topic, _group, partitions) => console.log(`joined ${partitions.join(',')}`) },
});
await eventLog.subscribe({
  topic,
  group,
  handle: async (key, records) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    for (const { sequence } of records) console.log(`handled ${key} ${sequence}`);
  },
});

process.once('SIGTERM', () => {
  void eventLog.close().then(() => process.exit(0));
});
