import { eventTopics } from '@microchat/core/topics';
import { expect, test } from 'vitest';
import { appendedEvent } from './rows.ts';
import { describeOnEngines } from './testing/describe-on-engines.ts';
import { expectSoundHistory, readHistory } from './testing/history.ts';
import { conversationId, message } from './testing/message.ts';

describeOnEngines('append', (fixture) => {
  test('entries are dense, chained and counted', async () => {
    const { client } = await fixture.start();
    const first = await client.append(message('alice', 'c-1'));
    const second = await client.append(message('bob', 'c-1'));
    expect(first).toMatchObject({ index: 1, previousMessageId: '0', count: 1, duplicate: false });
    expect(second).toMatchObject({ index: 2, previousMessageId: first.messageId, count: 2, duplicate: false });
    expectSoundHistory(await readHistory(client, conversationId));
  });

  test('200 at once from both sides get one place each', async () => {
    const { client } = await fixture.start();
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
    const { client, metrics } = await fixture.start();
    const [first, twin] = await Promise.all([
      client.append(message('alice', 'c-1')),
      client.append(message('alice', 'c-1')),
    ]);
    const later = await client.append(message('alice', 'c-1'));
    expect(first.duplicate).toBe(false);
    expect(twin).toEqual({ ...first, duplicate: true });
    expect(later).toEqual({ ...first, duplicate: true });
    const duplicates = await metrics.getSingleMetric('microchat_message_store_duplicates_total')?.get();
    expect(duplicates?.values).toMatchObject([{ value: 2 }]);
    expect(await readHistory(client, conversationId)).toHaveLength(1);
  });

  test('other content under the same id is refused', async () => {
    const { client } = await fixture.start();
    await client.append(message('alice', 'c-1'));
    await expect(client.append(message('alice', 'c-1', 'other'))).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      reason: 'CLIENT_MESSAGE_ID_REUSED',
      field: 'clientMessageId',
    });
  });

  test('each entry has its event, in order', async () => {
    const { eventLog } = fixture.engine;
    const { client } = await fixture.start();
    await Promise.all(Array.from({ length: 120 }, (_, n) => client.append(message('alice', `c-${n}`))));
    const partition = eventLog.partitionOf(eventTopics.messages, conversationId);
    const records = await eventLog.read(eventTopics.messages, partition, 0, 1_000);
    expect(records.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 120 }, (_, n) => n + 1));
    const events = records.map(({ value }) => appendedEvent.decode(value));
    expect(events.every((event) => event.conversationId === conversationId)).toBe(true);
    expect(events.map(({ entry }) => entry)).toEqual(await readHistory(client, conversationId));
  });

  test('a group refuses what was authorised before its members changed', async () => {
    const { client } = await fixture.start();
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
    const { client } = await fixture.start();
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
