import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { eventLogContract } from '@microchat/testkit/event-log-contract';
import { openKafkaEngine, testOptions } from './testing/kafka-engine-under-test.ts';

describeWithEngine('kafka', 'KafkaEventLog', (broker) => {
  eventLogContract(async () => openKafkaEngine(testOptions(broker)));
});
