import { groupConversationId } from '@microchat/core/ids';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { expect, test } from 'vitest';
import { GroupList } from './group-list.ts';

const member = { groupId: 'g', conversationId: groupConversationId('g'), joinIndex: 3, joinCount: 2, leftIndex: 0 };
const joining = { index: 3, messageId: '30', previousMessageId: '20', count: 2, membershipVersion: 2 };

/** A group whose record has come as far as `recordedIndex`. Tells what the log was asked. */
function listWhen(recordedIndex: number) {
  const asked: object[] = [];
  const recorded = { ...joining, index: recordedIndex, messageId: String(recordedIndex * 10) };
  const sessionStore = {
    listMemberships: async () => ({ entries: [member] }),
    getGroupHeads: async () => ({ heads: [{ groupId: 'g', head: recorded, ownIndex: 0, ownCount: 0 }] }),
  };
  const messageStore = {
    readPage: async (request: object) => {
      asked.push(request);
      return { entries: [joining] };
    },
  };
  const list = new GroupList(
    sessionStore as unknown as Client<SessionStoreDefinition>,
    messageStore as unknown as Client<MessageStoreDefinition>,
  );
  return { read: () => list.read('alice', undefined, {}), asked };
}

// What came after it may be the user's own messages, which would count as unread, or lie beyond the user's removal.
test('head known only to the log: until the record has come to the joining entry, that entry is the head', async () => {
  const { read, asked } = listWhen(2);
  const [listed] = await read();
  expect(listed).toMatchObject({ groupHead: { head: joining }, headMessageId: '30' });
  expect(asked).toEqual([{ conversationId: member.conversationId, afterIndex: 2, beforeIndex: 4, limit: 1 }]);
});

test('from then on the record has the head, and the log is not asked', async () => {
  const { read, asked } = listWhen(5);
  const [listed] = await read();
  expect(listed?.headMessageId).toBe('50');
  expect(asked).toEqual([]);
});
