import { eventTopics } from '@microchat/core/topics';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { describe, expect, test } from 'vitest';
import { appendedEvent } from './rows.ts';
import { expectSoundHistory, readHistory } from './testing/history.ts';
import { startMessageStore } from './testing/message-store-instance.ts';

const conversationId = 's~alice~bob';

/** An ordinary message; `content` decides whether a repetition is one. */
function message(senderId: string, clientMessageId: string, content = `of ${clientMessageId}`) {
  return { conversationId, senderId, clientMessageId, content: Buffer.from(content), countable: true };
}

describe('append', () => {
  test('entries are dense, chained and counted', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv);
    const first = await client.append(message('alice', 'c-1'));
    const second = await client.append(message('bob', 'c-1'));
    expect(first).toMatchObject({ index: 1, previousMessageId: '0', count: 1, duplicate: false });
    expect(second).toMatchObject({ index: 2, previousMessageId: first.messageId, count: 2, duplicate: false });
    expectSoundHistory(await readHistory(client, conversationId));
  });

  test('200 at once from both sides get one place each', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv);
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, n) => client.append(message(n % 2 === 0 ? 'alice' : 'bob', `c-${n}`))),
    );
    expect(new Set(replies.map(({ index }) => index)).size).toBe(200);
    expect(new Set(replies.map(({ previousMessageId }) => previousMessageId)).size).toBe(200);
    const history = await readHistory(client, conversationId);
    expect(history).toHaveLength(200);
    expectSoundHistory(history);
  });

  test('a repetition gets the first answer, also within one batch', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv);
    const [first, twin] = await Promise.all([
      client.append(message('alice', 'c-1')),
      client.append(message('alice', 'c-1')),
    ]);
    const later = await client.append(message('alice', 'c-1'));
    expect(first.duplicate).toBe(false);
    expect(twin).toEqual({ ...first, duplicate: true });
    expect(later).toEqual({ ...first, duplicate: true });
    expect(await readHistory(client, conversationId)).toHaveLength(1);
  });

  test('other content under the same id is refused', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv);
    await client.append(message('alice', 'c-1'));
    await expect(client.append(message('alice', 'c-1', 'other'))).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      reason: 'CLIENT_MESSAGE_ID_REUSED',
      field: 'clientMessageId',
    });
  });

  test('each entry has its event, in order', async () => {
    const { kv, eventLog } = new MemoryEngine();
    const { client } = await startMessageStore(kv);
    await Promise.all(Array.from({ length: 120 }, (_, n) => client.append(message('alice', `c-${n}`))));
    const partition = eventLog.partitionOf(eventTopics.messages, conversationId);
    const records = await eventLog.read(eventTopics.messages, partition, 0, 1_000);
    expect(records.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 120 }, (_, n) => n + 1));
    const events = records.map(({ value }) => appendedEvent.decode(value));
    expect(events.every((event) => event.conversationId === conversationId)).toBe(true);
    expect(events.map(({ entry }) => entry)).toEqual(await readHistory(client, conversationId));
  });

  test('a group refuses what was authorised before its members changed', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv);
    const group = { ...message('alice', 'c-1'), conversationId: 'g~team' };
    const change = { ...group, clientMessageId: 'change-1', setsMembershipVersion: 3, countable: true };
    await client.append({ ...group, authorisedVersion: 0 });
    expect(await client.append(change)).toMatchObject({ index: 2, count: 1 });
    await expect(client.append({ ...group, clientMessageId: 'c-2', authorisedVersion: 2 })).rejects.toMatchObject({
      code: 'FAILED_PRECONDITION',
      reason: 'MEMBERSHIP_CHANGED',
    });
    expect(await client.append({ ...group, authorisedVersion: 0 })).toMatchObject({ index: 1, duplicate: true });
    expect(await client.append({ ...group, clientMessageId: 'c-2', authorisedVersion: 3 })).toMatchObject({ count: 2 });
    const history = await readHistory(client, 'g~team');
    expect(history.map(({ membershipVersion }) => membershipVersion)).toEqual([0, 3, 0]);
    expect((await client.getHeads({ conversationIds: ['g~team'] })).heads[0]).toMatchObject({ membershipVersion: 3 });
  });

  test('malformed requests are refused with the field', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv);
    const cases = [
      [{ conversationId: 's~bob~alice' }, 'conversationId'],
      [{ senderId: 'a/b' }, 'senderId'],
      [{ clientMessageId: '' }, 'clientMessageId'],
      [{ content: Buffer.alloc(16 * 1024 + 1) }, 'content'],
    ] as const;
    for (const [change, field] of cases) {
      const refused = client.append({ ...message('alice', 'c-1'), ...change });
      await expect(refused).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field });
    }
  });
});

describe('reading', () => {
  test('pages go from the newest down, within the bounds', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv, { segmentEntriesMax: 7 });
    for (let n = 1; n <= 40; n += 1) await client.append(message('alice', `c-${n}`));
    const indexes = async (afterIndex: number, beforeIndex: number, limit: number) => {
      const { entries, head } = await client.readPage({ conversationId, afterIndex, beforeIndex, limit });
      expect(head?.index).toBe(40);
      return entries.map(({ index }) => index);
    };
    const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n);
    expect(await indexes(0, 0, 10)).toEqual(down(40, 31));
    expect(await indexes(0, 21, 10)).toEqual(down(20, 11));
    expect(await indexes(5, 30, 200)).toEqual(down(29, 6));
    expect(await indexes(0, 0, 200)).toEqual(down(40, 1));
    expect(await indexes(0, 8, 1)).toEqual([7]);
    expect(await indexes(7, 9, 5)).toEqual([8]);
    expect(await indexes(40, 0, 5)).toEqual([]);
    expect(await indexes(0, 1, 5)).toEqual([]);
    expect(await indexes(0, 1_000, 2)).toEqual([40, 39]);
    expect(await indexes(20, 20, 2)).toEqual([]);
  });

  test('a page ends at a megabyte', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv);
    const large = (n: number) => ({ ...message('alice', `c-${n}`), content: Buffer.alloc(16 * 1024, n) });
    await Promise.all(Array.from({ length: 100 }, (_, n) => client.append(large(n))));
    const { entries } = await client.readPage({ conversationId, limit: 200 });
    expect(entries).toHaveLength(64);
    expectSoundHistory(await readHistory(client, conversationId));
  });

  test('an absent conversation is empty everywhere', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv);
    const { entries, head } = await client.readPage({ conversationId, limit: 1 });
    expect(entries).toEqual([]);
    expect(head).toMatchObject({ index: 0, messageId: '0' });
    const { heads } = await client.getHeads({ conversationIds: [conversationId, 'g~none'] });
    expect(heads.map(({ index }) => index)).toEqual([0, 0]);
    const found = await client.findSent({ conversationId, senderId: 'alice', clientMessageId: 'c-1' });
    expect(found.found).toBe(false);
  });

  test('heads come in the order asked, 500 at once', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv, { segmentEntriesMax: 2 });
    const ids = Array.from({ length: 500 }, (_, n) => `g~team-${n}`);
    const appends = [3, 200, 499].flatMap((place, n) =>
      Array.from({ length: n * 3 + 1 }, (_, m) =>
        client.append({ ...message('alice', `c-${m}`), conversationId: ids[place] ?? '' }),
      ),
    );
    await Promise.all(appends);
    const cold = await startMessageStore(new MemoryEngine().kv);
    expect((await cold.client.getHeads({ conversationIds: ids })).heads).toHaveLength(500);
    const { heads } = await client.getHeads({ conversationIds: ids });
    expect([heads[3], heads[200], heads[499], heads[4]].map((head) => head?.index)).toEqual([1, 4, 7, 0]);
    await expect(client.getHeads({ conversationIds: [...ids, 'g~one-more'] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'conversationIds',
    });
  });

  test('findSent compares content only if there is any', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv);
    const sent = await client.append(message('alice', 'c-1'));
    const question = { conversationId, senderId: 'alice', clientMessageId: 'c-1' };
    const expected = { found: true, sent: { ...sent, duplicate: true } };
    expect(await client.findSent(question)).toMatchObject(expected);
    expect(await client.findSent({ ...question, content: Buffer.from('of c-1') })).toMatchObject(expected);
    await expect(client.findSent({ ...question, content: Buffer.from('other') })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    expect(await client.findSent({ ...question, senderId: 'bob' })).toMatchObject({ found: false });
  });
});

describe('segments', () => {
  test('a full segment is followed by the next; index, chain and count go on', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv, { segmentEntriesMax: 10 });
    await Promise.all(Array.from({ length: 95 }, (_, n) => client.append(message('alice', `c-${n}`))));
    const history = await readHistory(client, conversationId, 7);
    expect(history).toHaveLength(95);
    expectSoundHistory(history);
    expect((await client.getHeads({ conversationIds: [conversationId] })).heads[0]).toMatchObject({ index: 95 });
  });

  test('requests of one sender stay in order over the end of a segment', async () => {
    const { client } = await startMessageStore(new MemoryEngine().kv, { segmentEntriesMax: 10 });
    await Promise.all(Array.from({ length: 95 }, (_, n) => client.append(message('alice', `c-${n}`))));
    const order = (await readHistory(client, conversationId)).map(({ clientMessageId }) => clientMessageId);
    expect(order).toEqual(Array.from({ length: 95 }, (_, n) => `c-${n}`));
  });

  test('a segment is also bounded in bytes', async () => {
    const { kv } = new MemoryEngine();
    const { client } = await startMessageStore(kv, { segmentBytesMax: 1_000 });
    const large = (n: number) => ({ ...message('alice', `c-${n}`), content: Buffer.alloc(600, n) });
    for (let n = 0; n < 6; n += 1) await client.append(large(n));
    const segments = await kv.scan({ table: 'roots', partition: conversationId }, { from: 'i/', to: 'i0', limit: 10 });
    expect(segments.map(({ column }) => column)).toEqual(['i/00000003', 'i/00000005']);
  });

  test('a repetition finds its original in a closed segment, in this instance and in a new one', async () => {
    const { kv } = new MemoryEngine();
    const { client } = await startMessageStore(kv, { segmentEntriesMax: 5 });
    const first = await client.append(message('alice', 'c-0'));
    for (let n = 1; n <= 23; n += 1) await client.append(message(n % 2 === 0 ? 'alice' : 'bob', `c-${n}`));
    const restarted = await startMessageStore(kv, { segmentEntriesMax: 5 });
    for (const { client: some } of [{ client }, restarted]) {
      expect(await some.append(message('alice', 'c-0'))).toEqual({ ...first, duplicate: true });
      await expect(some.append(message('alice', 'c-0', 'other'))).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
      const found = await some.findSent({ conversationId, senderId: 'alice', clientMessageId: 'c-0' });
      expect(found).toMatchObject({ found: true, sent: { index: 1 } });
    }
    expect(await readHistory(client, conversationId)).toHaveLength(24);
  });

  test('a full segment answers repetitions without being closed', async () => {
    const { kv } = new MemoryEngine();
    const { client } = await startMessageStore(kv, { segmentEntriesMax: 3 });
    for (let n = 0; n < 3; n += 1) await client.append(message('alice', `c-${n}`));
    expect(await client.append(message('alice', 'c-1'))).toMatchObject({ index: 2, duplicate: true });
    const sent = await kv.scan(
      { table: 'sent', partition: `${conversationId}/alice` },
      { from: '', to: '\x7f', limit: 9 },
    );
    expect(sent).toEqual([]);
  });

  test('the clock may jump: message ids increase all the same', async () => {
    const { client, time } = await startMessageStore(new MemoryEngine().kv, { segmentEntriesMax: 4 });
    const start = time.now();
    for (let n = 0; n < 12; n += 1) {
      time.setNow(start + (n % 3 === 0 ? 300_000 : -300_000 * n));
      await client.append(message('alice', `c-${n}`));
    }
    expectSoundHistory(await readHistory(client, conversationId));
  });
});
