import { eventTopics } from '@microchat/core/topics';
import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import type { AppendReply__Output } from '@microchat/proto/microchat/storage/v1/AppendReply';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { untilSettled } from '@microchat/partition-writer/testing/until-settled';
import { FaultyKvStore, type KvFault } from '@microchat/testkit/faulty-kv-store';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, test } from 'vitest';
import { appendedEvent } from './rows.ts';
import { expectSoundHistory, readHistory } from './testing/history.ts';
import { type MessageStoreInstance, startMessageStore } from './testing/message-store-instance.ts';
import { conversationId, message } from './testing/message.ts';

const segmentEntriesMax = 4;

/** One event for each entry, in order. */
async function expectEventsOf(eventLog: EventLog, history: readonly LogEntry__Output[]): Promise<void> {
  const partition = eventLog.partitionOf(eventTopics.messages, conversationId);
  const records = await eventLog.read(eventTopics.messages, partition, 0, 10_000);
  expect(records.map(({ value }) => appendedEvent.decode(value).entry)).toEqual(history);
}

/** Every answer names the place where its message really is, whether it was the first or a repetition. */
function expectTrueAnswers(
  answers: ReadonlyMap<string, readonly AppendReply__Output[]>,
  history: readonly LogEntry__Output[],
): void {
  const byClientMessageId = new Map(history.map((entry) => [entry.clientMessageId, entry]));
  for (const [clientMessageId, replies] of answers) {
    for (const { index, messageId, previousMessageId, count } of replies) {
      expect(byClientMessageId.get(clientMessageId)).toMatchObject({ index, messageId, previousMessageId, count });
    }
    expect(replies.filter(({ duplicate }) => !duplicate).length).toBeLessThanOrEqual(1);
  }
}

describe('a crash', () => {
  const clientMessageIds = Array.from({ length: 11 }, (_, n) => `c-${n}`);

  /** Sends until all is answered or the store hangs, as if the process had died there. */
  async function sendUntilCrash(
    store: MessageStoreInstance,
    isAtOnce: boolean,
  ): Promise<Map<string, AppendReply__Output>> {
    const acknowledged = new Map<string, AppendReply__Output>();
    const send = async (clientMessageId: string) => {
      acknowledged.set(clientMessageId, await store.client.append(message('alice', clientMessageId)));
    };
    const sendAll = async () => {
      if (isAtOnce) await Promise.all(clientMessageIds.map(send));
      else for (const clientMessageId of clientMessageIds) await send(clientMessageId);
    };
    // Calls that hang are answered by their deadline when nobody listens any more.
    sendAll().catch(() => {});
    let seen = -1;
    while (seen < acknowledged.size) {
      seen = acknowledged.size;
      for (let turn = 0; turn < 30 && seen === acknowledged.size; turn += 1) await settle(1);
    }
    return acknowledged;
  }

  /** Crashes at call `number`; true if there was such a call. */
  async function crashAt(number: number, fault: KvFault, isAtOnce: boolean): Promise<boolean> {
    const engine = new MemoryEngine();
    const kv = new FaultyKvStore(engine.kv, {
      random: new SeededRandom(1),
      timers: realTimers,
      plan: (call) => (call.number === number ? fault : undefined),
    });
    const acknowledged = await sendUntilCrash(await startMessageStore(kv, { segmentEntriesMax }), isAtOnce);
    const { client } = await startMessageStore(engine.restart().kv, { segmentEntriesMax, nodeId: 2 });
    const survived = await readHistory(client, conversationId);
    expectSoundHistory(survived);
    expect(survived.map(({ clientMessageId }) => clientMessageId)).toEqual(
      expect.arrayContaining([...acknowledged.keys()]),
    );
    const { heads } = await client.getHeads({ conversationIds: [conversationId] });
    expect(heads[0]).toMatchObject({ index: survived.length, messageId: survived.at(-1)?.messageId ?? '0' });
    const answers = new Map([...acknowledged].map(([clientMessageId, reply]) => [clientMessageId, [reply]]));
    for (const clientMessageId of clientMessageIds) {
      const again = await client.append(message('alice', clientMessageId));
      if (acknowledged.has(clientMessageId)) expect(again.duplicate).toBe(true);
      answers.set(clientMessageId, [...(answers.get(clientMessageId) ?? []), again]);
    }
    const history = await readHistory(client, conversationId);
    expect(history).toHaveLength(clientMessageIds.length);
    expectSoundHistory(history);
    expectTrueAnswers(answers, history);
    await expectEventsOf(engine.eventLog, history);
    return kv.dice.fired[fault] > 0 || kv.dice.calls >= number;
  }

  test.each([
    ['before', 'hangBefore', false],
    ['after', 'hangAfter', false],
    ['before', 'hangBefore', true],
    ['after', 'hangAfter', true],
  ] as const)(
    '%s any call to the store (%s, all at once: %s) leaves a log that goes on',
    async (_when, fault, isAtOnce) => {
      let number = 1;
      while (await crashAt(number, fault, isAtOnce)) number += 1;
      // Two segments are closed on the way; each takes copies, a close, a root and reads.
      expect(number).toBeGreaterThan(20);
    },
  );
});

test('a log whose root was lost is found over the links', async () => {
  const { kv } = new MemoryEngine();
  const rootless: KvStore = {
    read: (key, columns) => kv.read(key, columns),
    multiRead: (requests) => kv.multiRead(requests),
    scan: (key, range) => kv.scan(key, range),
    commit: (commit) => kv.commit(commit),
    merge: (writes) => kv.merge(writes.filter(({ key }) => key.table !== 'roots')),
  };
  const { client } = await startMessageStore(rootless, { segmentEntriesMax });
  for (let n = 0; n < 30; n += 1) await client.append(message('alice', `c-${n}`));
  const restarted = await startMessageStore(rootless, { segmentEntriesMax });
  expect(await restarted.client.append(message('alice', 'c-3'))).toMatchObject({ index: 4, duplicate: true });
  const history = await readHistory(restarted.client, conversationId, 3);
  expect(history).toHaveLength(30);
  expectSoundHistory(history);
  const again = await startMessageStore(rootless, { segmentEntriesMax });
  expect((await again.client.getHeads({ conversationIds: [conversationId] })).heads[0]).toMatchObject({ index: 30 });
});

describe('two instances that write one conversation', () => {
  test('share one dense log', async () => {
    const engine = new MemoryEngine();
    const stores = await Promise.all(
      [1, 2].map((nodeId) => startMessageStore(engine.kv, { segmentEntriesMax: 20, nodeId })),
    );
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, n) => sendUntilDone(stores[n % 2], message('alice', `c-${n}`))),
    );
    expect(new Set(replies.map(({ index }) => index)).size).toBe(200);
    const history = await readHistory(stores[0]?.client as never, conversationId);
    expect(history).toHaveLength(200);
    expectSoundHistory(history);
    await expectEventsOf(engine.eventLog, history);
  });

  test('and a store that fails in every way still give each message one place', async () => {
    const fired: Partial<Record<KvFault, number>> = {};
    for (let seed = 1; seed <= 30; seed += 1) {
      const random = new SeededRandom(seed);
      const engine = new MemoryEngine();
      const time = new ManualTime();
      const faulty = [1, 2].map((nodeId) => {
        const rates = { delay: 0.03, unavailable: 0.03, unknownApplied: 0.08, unknownLost: 0.08 };
        return new FaultyKvStore(engine.kv, {
          random: random.fork(`kv-${nodeId}`),
          timers: time,
          rates,
          delayMsMax: 5,
        });
      });
      const stores = await Promise.all(
        faulty.map((kv, place) => startMessageStore(kv, { segmentEntriesMax: 5, nodeId: place + 1 }, time)),
      );
      const answers = new Map<string, AppendReply__Output[]>();
      const client = async (senderId: string) => {
        const own = random.fork(senderId);
        for (let n = 0; n < 15; n += 1) {
          const clientMessageId = `${senderId}-${n}`;
          const request = message(senderId, clientMessageId);
          // Often twice, at both instances: a client that reconnected did not hear the first answer.
          const times = own.chance(0.4) ? [0, 1] : [own.integer(0, 1)];
          answers.set(clientMessageId, await Promise.all(times.map((place) => sendUntilDone(stores[place], request))));
        }
      };
      await untilSettled(time, Promise.all(['alice', 'bob'].map(client)));
      for (const kv of faulty) kv.dice.heal();
      const history = await readHistory(stores[1]?.client as never, conversationId);
      expect(history).toHaveLength(30);
      expectSoundHistory(history);
      expectTrueAnswers(answers, history);
      await expectEventsOf(engine.eventLog, history);
      for (const { dice } of faulty) {
        for (const [fault, count] of Object.entries(dice.fired))
          fired[fault as KvFault] = (fired[fault as KvFault] ?? 0) + count;
      }
    }
    for (const fault of ['delay', 'unavailable', 'unknownApplied', 'unknownLost'] as const) {
      expect(fired[fault], fault).toBeGreaterThan(50);
    }
  });
});

/** As clients do: the same request again until it is answered. */
async function sendUntilDone(
  store: MessageStoreInstance | undefined,
  request: ReturnType<typeof message>,
): Promise<AppendReply__Output> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      return await (store as MessageStoreInstance).client.append(request);
    } catch (error) {
      expect(['UNAVAILABLE', 'ABORTED']).toContain((error as { code: string }).code);
      await settle(1);
    }
  }
  throw new Error('never answered');
}
