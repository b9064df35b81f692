import { groupConversationId, singleConversationId } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';
import { eventTopics } from '@microchat/core/topics';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import { FaultyKvStore } from '@microchat/testkit/faulty-kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sessionEvent, tables, versionColumns } from './rows.ts';
import { recordsOf } from './testing/engines.ts';
import { advanceRead, recordHead, recordMembership } from './testing/requests.ts';
import { type SessionStoreInstance, startSessionStore } from './testing/session-store-instance.ts';

type Call = (store: SessionStoreInstance) => Promise<unknown>;

const peers = ['bob', 'carol', 'dave'];
const groups = ['team', 'club'];
const conversationIds = [
  ...peers.map((peer) => singleConversationId('alice', peer)),
  ...groups.map((group) => groupConversationId(group)),
];
const index = fc.integer({ min: 2, max: 30 });

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(fc.constantFrom(...peers), index, fc.nat(30)).map(
    ([peer, at, own]): Call =>
      ({ client }) =>
        client.recordHead(recordHead('alice', peer, at, Math.min(own, at))),
  ),
  fc.tuple(fc.constantFrom(...conversationIds), index).map(
    ([conversationId, at]): Call =>
      ({ client }) =>
        client.advanceRead(advanceRead('alice', conversationId, at)),
  ),
  fc.tuple(fc.constantFrom(...peers), index).map(
    ([peer, at]): Call =>
      ({ client }) =>
        client.recordPeerRead({
          userId: 'alice',
          conversationId: singleConversationId('alice', peer),
          peerReadIndex: at,
        }),
  ),
  // Members join at even and leave at odd entries, as no entry of a log can be both.
  fc.tuple(fc.constantFrom(...groups), index).map(
    ([group, at]): Call =>
      ({ client }) =>
        client.recordMembership(recordMembership('alice', group, at % 2 === 0, at)),
  ),
);

/** Entries that every history starts with: a read position needs one. */
async function begin(store: SessionStoreInstance): Promise<void> {
  await Promise.all(peers.map((peer) => store.client.recordHead(recordHead('alice', peer, 1))));
  await Promise.all(groups.map((group) => store.client.recordMembership(recordMembership('alice', group, true, 1))));
}

async function entriesOf(store: SessionStoreInstance): Promise<ListEntry__Output[]> {
  return (await store.client.getEntries({ userId: 'alice', conversationIds })).entries;
}

/** What the calls have made of the entries; versions tell how many commits it took. */
function meaning(entries: readonly ListEntry__Output[]) {
  return entries.map(({ changeVersion: _change, attributesVersion: _attributes, ...rest }) => rest);
}

async function untilDone(attempt: () => Promise<unknown>): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      const mayPass = error instanceof ServiceError && (error.code === 'UNAVAILABLE' || error.code === 'ABORTED');
      if (!mayPass || round === 200) throw error;
    }
  }
}

/** Index rows and entries belong together one to one, and the events tell the same story. */
async function checkList(engine: MemoryEngine, entries: readonly ListEntry__Output[], listVersion: number) {
  const rows = await engine.kv.scan(
    { table: tables.lists, partition: 'alice' },
    { from: 'v/', to: 'v0', limit: 1_000 },
  );
  const versions = rows.map(({ column }) => versionColumns.versionOf(column));
  expect(versions).toEqual(entries.map(({ changeVersion }) => changeVersion).sort((left, right) => left - right));
  expect(listVersion).toBe(versions.at(-1));

  const events = await recordsOf(engine.eventLog, eventTopics.sessions, 'alice');
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1));
  const announced = new Map<string, ListEntry__Output>();
  for (const { value } of events) {
    const { readAdvanced, listEntryChanged } = sessionEvent.decode(value);
    const entry = (readAdvanced ?? listEntryChanged)?.entry;
    if (entry) announced.set(entry.conversationId, entry);
  }
  for (const { conversationId, readIndex, readCount, joinIndex, leftIndex } of entries) {
    if (readIndex === 0 && joinIndex === 0) continue;
    expect(announced.get(conversationId)).toMatchObject({ readIndex, readCount, joinIndex, leftIndex });
  }
}

test('any interleaving of repeated calls over two instances and a failing store ends with the same list', async () => {
  const fired = { conflicts: 0, unknownApplied: 0, unknownLost: 0, unavailable: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 30 }), fc.integer(), async (calls, seed) => {
      const random = new SeededRandom(seed);
      const expected = await startSessionStore(new MemoryEngine().kv);
      await begin(expected);
      for (const one of calls) await one(expected);

      const engine = new MemoryEngine();
      const rates = { unavailable: 0.03, unknownApplied: 0.05, unknownLost: 0.05 };
      const faulty = new FaultyKvStore(engine.kv, { random: random.fork('faults'), rates, timers: realTimers });
      const instances = await Promise.all([startSessionStore(faulty, 'one'), startSessionStore(faulty, 'two')]);
      await untilDone(() => begin(random.pick(instances)));
      const repeated = [...calls, ...calls.filter(() => random.chance(0.5))];
      repeated.sort(() => random.next() - 0.5);
      await Promise.all(repeated.map((one) => untilDone(() => one(random.pick(instances)))));
      faulty.dice.heal();

      const [one, two] = instances;
      const entries = await entriesOf(one);
      expect(meaning(entries)).toEqual(meaning(await entriesOf(expected)));
      const { listVersion } = await two.client.readChanges({ userId: 'alice', limit: 1 });
      await checkList(engine, entries, listVersion);

      for (const { metrics } of instances) {
        const { values } = (await metrics.getSingleMetric('microchat_session_store_conflicts_total')?.get()) ?? {
          values: [],
        };
        fired.conflicts += values.reduce((sum, { value }) => sum + value, 0);
      }
      fired.unknownApplied += faulty.dice.fired.unknownApplied;
      fired.unknownLost += faulty.dice.fired.unknownLost;
      fired.unavailable += faulty.dice.fired.unavailable;
      await Promise.all([...instances, expected].map((store) => store.stop()));
    }),
    { numRuns: 60 },
  );
  // A fault that never happened proves nothing.
  for (const count of Object.values(fired)) expect(count).toBeGreaterThan(0);
});

test('an entry that another instance has created is found', async () => {
  const { kv } = new MemoryEngine();
  const [one, two] = await Promise.all([startSessionStore(kv, 'one'), startSessionStore(kv, 'two')]);
  const withBob = singleConversationId('alice', 'bob');
  await one.client.recordHead(recordHead('alice', 'carol', 1));
  await expect(one.client.advanceRead(advanceRead('alice', withBob, 3))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await two.client.recordHead(recordHead('alice', 'bob', 5));
  const { entry } = await one.client.advanceRead(advanceRead('alice', withBob, 3));
  expect(entry).toMatchObject({ readIndex: 3, head: { index: 5 } });
  await Promise.all([one.stop(), two.stop()]);
});
