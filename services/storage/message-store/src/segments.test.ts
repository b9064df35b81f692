import { expect, test } from 'vitest';
import { describeOnEngines } from './testing/describe-on-engines.ts';
import { expectSoundHistory, readHistory } from './testing/history.ts';
import { conversationId, message } from './testing/message.ts';

describeOnEngines('segments', (fixture) => {
  test('a full segment is followed by the next; index, chain and count go on', async () => {
    const { client } = await fixture.start({ segmentEntriesMax: 10 });
    await Promise.all(Array.from({ length: 95 }, (_, n) => client.append(message('alice', `c-${n}`))));
    const history = await readHistory(client, conversationId, 7);
    expect(history).toHaveLength(95);
    expectSoundHistory(history);
    expect((await client.getHeads({ conversationIds: [conversationId] })).heads[0]).toMatchObject({ index: 95 });
  });

  test('requests of one sender stay in order over the end of a segment', async () => {
    const { client } = await fixture.start({ segmentEntriesMax: 10 });
    await Promise.all(Array.from({ length: 95 }, (_, n) => client.append(message('alice', `c-${n}`))));
    const order = (await readHistory(client, conversationId)).map(({ clientMessageId }) => clientMessageId);
    expect(order).toEqual(Array.from({ length: 95 }, (_, n) => `c-${n}`));
  });

  test('a segment is also bounded in bytes', async () => {
    const { kv } = fixture;
    const { client } = await fixture.start({ segmentBytesMax: 1_000 });
    const large = (n: number) => ({ ...message('alice', `c-${n}`), content: Buffer.alloc(600, n) });
    for (let n = 0; n < 6; n += 1) await client.append(large(n));
    const segments = await kv.scan({ table: 'roots', partition: conversationId }, { from: 'i/', to: 'i0', limit: 10 });
    expect(segments.map(({ column }) => column)).toEqual(['i/00000003', 'i/00000005']);
  });

  test('retry across a segment close: it finds its original, in this instance and in a new one', async () => {
    const { client } = await fixture.start({ segmentEntriesMax: 5 });
    const first = await client.append(message('alice', 'c-0'));
    for (let n = 1; n <= 23; n += 1) await client.append(message(n % 2 === 0 ? 'alice' : 'bob', `c-${n}`));
    const restarted = await fixture.start({ segmentEntriesMax: 5 });
    for (const { client: some } of [{ client }, restarted]) {
      expect(await some.append(message('alice', 'c-0'))).toEqual({ ...first, duplicate: true });
      await expect(some.append(message('alice', 'c-0', 'other'))).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
      const found = await some.findSent({ conversationId, senderId: 'alice', clientMessageId: 'c-0' });
      expect(found).toMatchObject({ found: true, sent: { index: 1 } });
    }
    expect(await readHistory(client, conversationId)).toHaveLength(24);
  });

  test('a restarted instance knows what a long segment holds, from its first batch to its busy days', async () => {
    const before = await fixture.start();
    await Promise.all(Array.from({ length: 60 }, (_, n) => before.client.append(message('alice', `c-${n}`))));
    const { client } = await fixture.start();
    for (let n = 0; n < 8; n += 1) {
      expect(await client.append(message('alice', `c-${n * 7}`))).toMatchObject({ index: n * 7 + 1, duplicate: true });
      expect(await client.append(message('alice', `new-${n}`))).toMatchObject({ index: 61 + n, duplicate: false });
      expect(await client.append(message('alice', `new-${n}`))).toMatchObject({ index: 61 + n, duplicate: true });
    }
  });

  test('a full segment answers repetitions without being closed', async () => {
    const { kv } = fixture;
    const { client } = await fixture.start({ segmentEntriesMax: 3 });
    for (let n = 0; n < 3; n += 1) await client.append(message('alice', `c-${n}`));
    expect(await client.append(message('alice', 'c-1'))).toMatchObject({ index: 2, duplicate: true });
    const sent = await kv.scan(
      { table: 'sent', partition: `${conversationId}/alice` },
      { from: '', to: '\x7f', limit: 9 },
    );
    expect(sent).toEqual([]);
  });

  test('the clock may jump: message ids increase all the same', async () => {
    const { client, time } = await fixture.start({ segmentEntriesMax: 4 });
    const start = time.now();
    for (let n = 0; n < 12; n += 1) {
      time.setNow(start + (n % 3 === 0 ? 300_000 : -300_000 * n));
      await client.append(message('alice', `c-${n}`));
    }
    expectSoundHistory(await readHistory(client, conversationId));
  });
});
