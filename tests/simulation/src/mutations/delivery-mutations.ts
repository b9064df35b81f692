import { decodeContent, encodeCanonicalContent } from '@microchat/protocol/content';
import type { LogRecord, Subscription } from '@microchat/ports/event-log';
import type { Presence, Worker } from '@microchat/ports/presence';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import type { Mutation } from './mutation.ts';
import { wrapHandler } from './wrap-handlers.ts';

/** Defects of the way from the log to devices. */
export const deliveryMutations: readonly Mutation[] = [
  {
    name: 'records count as handled before they are',
    breaks: ['I3', 'live'],
    seeds: [80, 160, 188],
    eventLog: (log) => ({
      partitionCount: (topic) => log.partitionCount(topic),
      partitionOf: (topic, key) => log.partitionOf(topic, key),
      append: (records) => log.append(records),
      committedOffsets: (topic, group) => log.committedOffsets(topic, group),
      read: (topic, partition, offset, limit) => log.read(topic, partition, offset, limit),
      subscribe: (subscription: Subscription) =>
        log.subscribe({
          ...subscription,
          async handle(key: string, records: readonly LogRecord[]) {
            subscription.handle(key, records).catch(() => undefined);
          },
        }),
    }),
  },
  {
    name: "an old connection's end erases the new route",
    breaks: ['live'],
    seeds: [2],
    presence: (presence) => withoutRoutesOf(presence),
  },
  {
    name: 'of two logins of a device the earlier one stays',
    breaks: ['live'],
    seeds: [27],
    module: wrapHandler('user-store', 'recordDevice', (recordDevice) => async (request, call) => {
      const { loginNumber = 0 } = await recordDevice(request, call);
      return { loginNumber: 1_000_000 - loginNumber };
    }),
  },
  {
    name: 'a worker does not notice that its lease has ended',
    breaks: ['live'],
    seeds: [9],
    presence: (presence) => ({
      ...methodsOf(presence),
      renewLease: async (incarnation, ttlMs) => {
        await presence.renewLease(incarnation, ttlMs);
        return true;
      },
    }),
  },
  {
    name: 'a worker goes on pushing to a removed member',
    breaks: ['I6'],
    seeds: [4],
    module: wrapHandler(
      'gateway',
      'push',
      (push) => (request, call) => push({ ...request, entries: request.entries.map(withoutRemovals) }, call),
    ),
  },
  {
    name: 'pushes are never made',
    breaks: ['live'],
    seeds: [1],
    module: wrapHandler('gateway', 'push', () => async () => ({})),
  },
  {
    name: 'pushes of a burst are delivered in the wrong order',
    breaks: ['I2', 'I3', 'live'],
    seeds: [2],
    module: wrapHandler(
      'gateway',
      'push',
      (push) => (request, call) => push({ ...request, entries: request.entries.map(swapped) }, call),
    ),
  },
  {
    name: 'slow readers are not noticed',
    breaks: ['I5'],
    seeds: [3],
    bounds: (bounds) => ({
      ...bounds,
      outboxBytesMax: Number.MAX_SAFE_INTEGER,
      session: { ...bounds.session, unackedFramesMax: 10_000 },
    }),
  },
];

function methodsOf(presence: Presence): Presence {
  return {
    openLease: (worker, ttlMs) => presence.openLease(worker, ttlMs),
    renewLease: (incarnation, ttlMs) => presence.renewLease(incarnation, ttlMs),
    closeLease: (incarnation) => presence.closeLease(incarnation),
    register: (incarnation, topics, order) => presence.register(incarnation, topics, order),
    unregister: (incarnation, topics, order) => presence.unregister(incarnation, topics, order),
    interested: (topics) => presence.interested(topics),
  };
}

/** Whoever loses interest takes it from all workers. */
function withoutRoutesOf(presence: Presence): Presence {
  return {
    ...methodsOf(presence),
    async unregister(incarnation, topics, order) {
      const workers: Worker[] = (await presence.interested(topics)).flat();
      for (const worker of workers) await presence.unregister(worker.incarnation, topics, order);
      await presence.unregister(incarnation, topics, order);
    },
  };
}

function withoutRemovals(entry: LogEntry__Output): LogEntry__Output {
  const content = decodeContent(entry.content);
  if (content.membership == null || content.membership.removedUserIds.length === 0) return entry;
  const membership = { ...content.membership, removedUserIds: [] };
  return { ...entry, content: encodeCanonicalContent({ membership }) };
}

/** Each entry under its neighbour's index. */
function swapped(entry: LogEntry__Output, place: number, all: readonly LogEntry__Output[]): LogEntry__Output {
  const neighbour = all[place % 2 === 0 ? place + 1 : place - 1];
  return neighbour === undefined ? entry : { ...entry, index: neighbour.index };
}
