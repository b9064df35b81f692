// Saves batches into a folder as fast as it can and prints the number of each one that is saved, until it is killed.
import type { StoredConversation } from '@microchat/client/data/store';
import { newConversation } from '@microchat/client/sync/conversation-state';
import { FileStore } from '../file-store.ts';

const [folder = ''] = process.argv.slice(2);
const store = await FileStore.open({ folder, rewriteBytesMin: 20_000 });
const { cursor } = await store.load();
for (let number = Number(cursor || '0') + 1; ; number += 1) {
  const { fetch: _fetch, ...conversation } = newConversation('a', number);
  await store.save({
    userId: 'alice',
    cursor: String(number),
    conversations: [conversation satisfies StoredConversation],
    messages: [
      {
        messageId: String(number),
        conversationId: 'a',
        index: number,
        previousMessageId: String(number - 1),
        senderId: 'bob',
        clientMessageId: `c-${number}`,
        content: { text: { body: 'x'.repeat(number % 300) } },
      },
    ],
    // Messages 1 to 100 below the newest stay.
    forget: number > 100 ? [{ conversationId: 'a', throughIndex: number - 100 }] : [],
  });
  process.stdout.write(`${number}\n`);
}
