import type { StoredConversation } from '../data/store.ts';
import { newConversation } from './conversation-state.ts';
import { unlisted } from './listing.ts';

/** A conversation with what it lacks if an older version of this client has stored it. */
export function upgraded(stored: StoredConversation): StoredConversation {
  const { fetch: _fetch, ...fresh } = newConversation(stored.conversationId, 0);
  const { listing } = stored;
  return { ...fresh, ...stored, listing: listing && { ...unlisted, ...listing } };
}
