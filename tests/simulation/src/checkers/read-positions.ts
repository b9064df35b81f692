import { messageCodec } from '@microchat/proto/message-codec';
import type { ListEntry, ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { MemoryTables } from '@microchat/testkit/memory-tables';

const listEntryCodec = messageCodec<ListEntry, ListEntry__Output>(
  'microchat/storage/v1/session_store.proto',
  'microchat.storage.v1.ListEntry',
);

/** A user's list entry of a conversation, as its row says. Undefined: there is none. */
export function readListEntry(
  tables: MemoryTables,
  userId: string,
  conversationId: string,
): ListEntry__Output | undefined {
  const { values } = tables.read({ table: 'lists', partition: userId }, [`c/${conversationId}`]);
  const [row] = values;
  return row === undefined ? undefined : listEntryCodec.decode(row);
}
