import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Constellation } from './constellation.ts';
import { admit, send } from './people.ts';

describe('messaging', () => {
  let all: Constellation;
  beforeEach(async () => {
    all = await Constellation.start({ segmentEntriesMax: 20 });
    await admit(all, 'alice', 'bob', 'carol');
  });
  afterEach(() => all.stop());

  const groupOf = (...memberIds: string[]) => all.membership.createGroup({ actorId: 'alice', name: 'g', memberIds });

  it('answers the retry of a message that is stored even if its sender may not send any more', async () => {
    const { groupId } = await groupOf('bob');
    const stored = await send(all, 'bob', { groupId }, 'm-1');
    await all.membership.removeMember({ actorId: 'alice', groupId, userId: 'bob' });
    expect(await send(all, 'bob', { groupId }, 'm-1')).toEqual({ ...stored, duplicate: true });
    await expect(send(all, 'bob', { groupId }, 'm-2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(send(all, 'bob', { groupId }, 'm-1', 'other')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('an append authorised before a removal is checked again: nothing of the removed lies behind the removal', async () => {
    const { groupId, conversationId } = await groupOf('bob');
    await send(all, 'bob', { groupId }, 'remembered');
    const sends = Array.from({ length: 30 }, (_, at) =>
      send(all, 'bob', { groupId }, `m-${at}`).catch(() => undefined),
    );
    await Promise.all([...sends, all.membership.removeMember({ actorId: 'alice', groupId, userId: 'bob' })]);
    const { entries } = await all.messageStore.readPage({ conversationId, limit: 200 });
    const removal = entries.find(({ membershipVersion, senderId }) => membershipVersion > 1 && senderId === 'alice');
    expect(removal).toBeDefined();
    const later = entries.filter(({ index, senderId }) => senderId === 'bob' && index > (removal?.index ?? 0));
    expect(later).toEqual([]);
  });

  it('lets a new member send at once', async () => {
    const { groupId } = await groupOf();
    await expect(send(all, 'carol', { groupId }, 'm-1')).rejects.toMatchObject({ reason: 'GROUP_NOT_FOUND' });
    await all.membership.addMembers({ actorId: 'alice', groupId, userIds: ['carol'] });
    expect(await send(all, 'carol', { groupId }, 'm-1')).toMatchObject({ duplicate: false });
  });

  it('refuses what does not exist, with the field that names it', async () => {
    for (const [to, reason, field] of [
      [{ userId: 'nobody' }, 'USER_NOT_FOUND', 'send.to.userId'],
      [{ groupId: 'nothing' }, 'GROUP_NOT_FOUND', 'send.to.groupId'],
      [{ conversationId: 's~alice~nobody' }, 'CONVERSATION_NOT_FOUND', 'send.to.conversationId'],
      [{ conversationId: 's~bob~carol' }, 'CONVERSATION_NOT_FOUND', 'send.to.conversationId'],
      [{ conversationId: 'g~nothing' }, 'CONVERSATION_NOT_FOUND', 'send.to.conversationId'],
    ] as const) {
      await expect(send(all, 'alice', to, 'm-1')).rejects.toMatchObject({ code: 'NOT_FOUND', reason, field });
    }
  });
});
