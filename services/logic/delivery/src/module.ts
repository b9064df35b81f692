import { eventTopics } from '@microchat/core/topics';
import type { Module, ModuleEnvironment, RunningModule } from '@microchat/host/module';
import { messageStore } from '@microchat/message-store/contract';
import type { Consumer, LogRecord } from '@microchat/ports/event-log';
import { presence } from '@microchat/presence/contract';
import type { MessageAppended, MessageAppended__Output } from '@microchat/proto/microchat/storage/v1/MessageAppended';
import type { SessionEvent, SessionEvent__Output } from '@microchat/proto/microchat/storage/v1/SessionEvent';
import type { UserEvent, UserEvent__Output } from '@microchat/proto/microchat/storage/v1/UserEvent';
import { messageCodec } from '@microchat/proto/message-codec';
import { sessionStore } from '@microchat/session-store/contract';
import { deviceSink } from './contract.ts';
import { deliveryMetrics } from './delivery-metrics.ts';
import { MessageDelivery } from './message-delivery.ts';
import { Pusher } from './pusher.ts';
import { ReceiptDelivery } from './receipt-delivery.ts';
import { RevocationDelivery } from './revocation-delivery.ts';

const appendedCodec = messageCodec<MessageAppended, MessageAppended__Output>(
  'microchat/storage/v1/log.proto',
  'microchat.storage.v1.MessageAppended',
);
const sessionCodec = messageCodec<SessionEvent, SessionEvent__Output>(
  'microchat/storage/v1/session_store.proto',
  'microchat.storage.v1.SessionEvent',
);

const userCodec = messageCodec<UserEvent, UserEvent__Output>(
  'microchat/storage/v1/user_store.proto',
  'microchat.storage.v1.UserEvent',
);

/** The asynchronous half of a send: consumes the event log, keeps lists and group records, pushes to gateways. */
export function deliveryModule(): Module {
  return {
    name: 'delivery',
    calls: [messageStore, sessionStore, presence],
    ports: ['eventLog'],
    create: async (environment) => createDelivery(environment),
  };
}

function createDelivery(environment: ModuleEnvironment): RunningModule {
  const { eventLog, logger } = environment;
  const metrics = deliveryMetrics(environment.metrics);
  const clients = {
    messageStore: environment.client(messageStore),
    sessionStore: environment.client(sessionStore),
  };
  const pusher = new Pusher({
    presence: environment.client(presence),
    sinkAt: (address) => environment.clientAt(deviceSink, address),
    metrics,
    logger,
  });
  const messages = new MessageDelivery({
    ...clients,
    pusher,
    metrics,
    decodeEvent: appendedCodec.decode,
  });
  const receipts = new ReceiptDelivery({
    ...clients,
    pusher,
    decodeEvent: sessionCodec.decode,
  });
  const revocations = new RevocationDelivery({ pusher, decodeEvent: userCodec.decode });
  const parked = (record: LogRecord, cause: unknown) => {
    metrics.parked.inc();
    logger.error({ partition: record.partition, offset: record.offset, key: record.key, err: cause }, 'record parked');
  };

  const consumers: Consumer[] = [];
  return {
    async start() {
      // Sync reads the offsets that this group has committed on `messages`: what is below them is in lists and records.
      consumers.push(
        await eventLog.subscribe({
          topic: eventTopics.messages,
          group: 'delivery',
          handle: (key, records) => messages.handle(key, records),
          parked,
        }),
        await eventLog.subscribe({
          topic: eventTopics.sessions,
          group: 'delivery',
          handle: (key, records) => receipts.handle(key, records),
          parked,
        }),
        await eventLog.subscribe({
          topic: eventTopics.users,
          group: 'delivery',
          handle: (key, records) => revocations.handle(key, records),
          parked,
        }),
      );
    },
    async stop() {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
  };
}
