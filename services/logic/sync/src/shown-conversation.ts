import { shownSpans } from '@microchat/core/hidden-entries';
import type { VisibleSpan } from '@microchat/core/group-visibility';
import type { GroupAccessClients } from '@microchat/group-access/group-access';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { type AccessibleConversation, authoriseConversation } from './conversation-access.ts';

export interface ShownConversation extends AccessibleConversation {
  /** What is left of `spans` after what the user has cleared and deleted. */
  readonly shown: readonly VisibleSpan[];
}

export interface ShownConversationClients extends GroupAccessClients {
  readonly sessionStore: Client<SessionStoreDefinition>;
}

/** `authoriseConversation` for whoever shows entries. A chat that is not in the list yet has nothing hidden. */
export async function authoriseShown(
  clients: ShownConversationClients,
  userId: string,
  conversationId: string,
  options: CallOptions,
): Promise<ShownConversation> {
  const access = await authoriseConversation(clients, userId, conversationId, options);
  const { entries } = await clients.sessionStore.getEntries({ userId, conversationIds: [conversationId] }, options);
  const hidden = entries[0];
  return { ...access, shown: hidden === undefined ? access.spans : shownSpans(access.spans, hidden) };
}
