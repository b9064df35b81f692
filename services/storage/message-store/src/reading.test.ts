import { expect, test } from 'vitest';
import { describeOnEngines } from './testing/describe-on-engines.ts';
import { expectSoundHistory, readHistory } from './testing/history.ts';
import { conversationId, message } from './testing/message.ts';

describeOnEngines('reading', (fixture) => {
  test('pages go from the newest down, within the bounds', async () => {
    const { client } = await fixture.start({ segmentEntriesMax: 7 });
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
    const { client } = await fixture.start();
    const large = (n: number) => ({ ...message('alice', `c-${n}`), content: Buffer.alloc(16 * 1024, n) });
    await Promise.all(Array.from({ length: 100 }, (_, n) => client.append(large(n))));
    const { entries } = await client.readPage({ conversationId, limit: 200 });
    expect(entries).toHaveLength(64);
    expectSoundHistory(await readHistory(client, conversationId));
  });

  test('an absent conversation is empty everywhere', async () => {
    const { client } = await fixture.start();
    const { entries, head } = await client.readPage({ conversationId, limit: 1 });
    expect(entries).toEqual([]);
    expect(head).toMatchObject({ index: 0, messageId: '0' });
    const { heads } = await client.getHeads({ conversationIds: [conversationId, 'g~none'] });
    expect(heads.map(({ index }) => index)).toEqual([0, 0]);
    const found = await client.findSent({ conversationId, senderId: 'alice', clientMessageId: 'c-1' });
    expect(found.found).toBe(false);
  });

  test('heads come in the order asked, 500 at once', async () => {
    const { client } = await fixture.start({ segmentEntriesMax: 2 });
    const ids = Array.from({ length: 500 }, (_, n) => `g~team-${n}`);
    const appends = [3, 200, 499].flatMap((place, n) =>
      Array.from({ length: n * 3 + 1 }, (_, m) =>
        client.append({ ...message('alice', `c-${m}`), conversationId: ids[place] ?? '' }),
      ),
    );
    await Promise.all(appends);
    const cold = await fixture.start();
    for (const { client: some } of [{ client }, cold]) {
      const { heads } = await some.getHeads({ conversationIds: ids });
      expect(heads).toHaveLength(500);
      expect([heads[3], heads[200], heads[499], heads[4]].map((head) => head?.index)).toEqual([1, 4, 7, 0]);
    }
    await expect(client.getHeads({ conversationIds: [...ids, 'g~one-more'] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'conversationIds',
    });
  });

  test('findSent compares content only if there is any', async () => {
    const { client } = await fixture.start();
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
