import { singleConversationId } from '@microchat/core/ids';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, it } from 'vitest';
import type { Constellation } from './constellation.ts';
import { admit, send } from './people.ts';
import { insisting, startSeveral } from './several-processes.ts';
import type { EventMode } from './shared-store.ts';

const conversationId = singleConversationId('alice', 'bob');

async function readLog({ messageStore }: Constellation): Promise<LogEntry__Output[]> {
  const entries: LogEntry__Output[] = [];
  for (let beforeIndex = 0; beforeIndex !== 1; beforeIndex = entries.at(-1)?.index ?? 1) {
    entries.push(...(await messageStore.readPage({ conversationId, beforeIndex, limit: 200 })).entries);
  }
  return entries.toReversed();
}

function expectOneChain(entries: readonly LogEntry__Output[]): void {
  expect(entries.map(({ index }) => index)).toEqual(entries.map((_, at) => at + 1));
  expect(entries.map(({ previousMessageId }) => previousMessageId)).toEqual([
    '0',
    ...entries.slice(0, -1).map(({ messageId }) => messageId),
  ]);
  entries.slice(1).forEach((entry) => {
    expect(BigInt(entry.messageId)).toBeGreaterThan(BigInt(entry.previousMessageId));
  });
}

/** Everybody sends one after the other, each message perhaps twice at once, and repeats what failed. */
async function chatter(all: Constellation, random: SeededRandom, senders: number, messages: number) {
  const answers = new Map<string, { index: number; messageId: string }>();
  const chat = async (sender: number) => {
    const own = random.fork(`sender-${sender}`);
    const [from, to] = sender % 2 === 0 ? ['alice', 'bob'] : ['bob', 'alice'];
    for (let number = 0; number < messages; number += 1) {
      const clientMessageId = `m-${sender}-${number}`;
      const once = () => insisting(() => send(all, from, { userId: to }, clientMessageId));
      const replies = await Promise.all(own.chance(0.3) ? [once(), once()] : [once()]);
      if (own.chance(0.2)) replies.push(await once());
      expect(replies.filter(({ duplicate }) => !duplicate).length).toBeLessThanOrEqual(1);
      const positions = replies.map(({ index, messageId }) => ({ index, messageId }));
      for (const position of positions) expect(position).toEqual(positions[0]);
      answers.set(`${from}/${clientMessageId}`, positions[0] as { index: number; messageId: string });
    }
  };
  await Promise.all(Array.from({ length: senders }, (_, sender) => chat(sender)));
  return answers;
}

describe.each<EventMode>(['with-commit', 'after-commit'])(
  'two message stores that write one conversation, events %s',
  (events) => {
    it('keep it dense, without a shared predecessor, and answer every repetition like the first time', async () => {
      const fired: Record<string, number> = {};
      for (const seed of ['a', 'b']) {
        const random = new SeededRandom(seed);
        const {
          all,
          fired: faults,
          heal,
        } = await startSeveral(random, {
          events,
          segmentEntriesMax: 25,
          rates: { unavailable: 0.01, unknownApplied: 0.05, unknownLost: 0.05, delay: 0.1 },
        });
        await insisting(() => admit(all, 'alice', 'bob'));
        const answers = await chatter(all, random, 8, 15);
        heal();
        const entries = await readLog(all);
        expectOneChain(entries);
        expect(
          new Map(
            entries.map(({ senderId, clientMessageId, index, messageId }) => [
              `${senderId}/${clientMessageId}`,
              { index, messageId },
            ]),
          ),
          `seed ${seed}`,
        ).toEqual(answers);
        for (const [fault, count] of Object.entries(faults())) fired[fault] = (fired[fault] ?? 0) + count;
        await all.processAll();
        await all.stop();
      }
      for (const fault of ['unavailable', 'unknownApplied', 'unknownLost', 'delay']) {
        expect(fired[fault], fault).toBeGreaterThan(0);
      }
    }, 60_000);

    it('make progress: commits are lost to each other, but many messages share one', async () => {
      const random = new SeededRandom('progress');
      const { all, commits } = await startSeveral(random, { events });
      await admit(all, 'alice', 'bob');
      const answers = await chatter(all, random, 32, 20);
      const { tried, lost } = commits.of('segments');
      expect(answers.size).toBe(32 * 20);
      expect(lost).toBeGreaterThan(0);
      expect(lost / tried).toBeLessThan(0.6);
      expect(tried / answers.size).toBeLessThan(0.75);
      await all.processAll();
      await all.stop();
    }, 30_000);

    it('give different message ids in different conversations', async () => {
      const random = new SeededRandom('ids');
      const { all } = await startSeveral(random, { events, processes: 3 });
      const people = Array.from({ length: 7 }, (_, at) => `user-${at}`);
      await admit(all, ...people);
      const sent = await Promise.all(
        people.flatMap((from) => people.map((to, at) => send(all, from, { userId: to }, `to-${at}`))),
      );
      expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length);
      await all.processAll();
      await all.stop();
    });
  },
);
