import { presentEntry } from '@microchat/core/conversation-list/present-entry';
import type { ConversationEntry } from '@microchat/proto/microchat/client/v1/ConversationEntry';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import type { AccessibleConversation } from './conversation-access.ts';

/** The user's entry after a change, as clients see it. */
export async function answerEntry(
  { sessionStore }: { readonly sessionStore: Client<SessionStoreDefinition> },
  { conversation }: AccessibleConversation,
  userId: string,
  options: CallOptions,
  change: () => Promise<ListEntry__Output>,
): Promise<ConversationEntry> {
  // The head first: a removal is recorded before any head beyond it, so the entry that is answered later knows of it.
  const heads =
    conversation.type === 'GROUP'
      ? (await sessionStore.getGroupHeads({ groupIds: [conversation.groupId], userId }, options)).heads
      : [];
  return presentEntry(await change(), heads[0]);
}
