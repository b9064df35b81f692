/**
 * Conversation ids name their participants, so that everybody can authorise a single chat without a read:
 * `s~alice~bob` (sorted by byte) and `g~team`. `~` is not a character of user and group ids. Clients treat them as opaque.
 */
const idPattern = /^[A-Za-z0-9_.:@-]{1,64}$/;

export type Conversation =
  | { readonly type: 'SINGLE'; readonly conversationId: string; readonly userIds: readonly [string, string] }
  | { readonly type: 'GROUP'; readonly conversationId: string; readonly groupId: string };

/** User, device and group ids: 1 to 64 of `A-Za-z0-9_.:@-`. */
export function isId(value: string): boolean {
  return idPattern.test(value);
}

/** The single chat of two users; a user may have one with itself (notes). */
export function singleConversationId(userId: string, otherId: string): string {
  return userId < otherId ? `s~${userId}~${otherId}` : `s~${otherId}~${userId}`;
}

export function groupConversationId(groupId: string): string {
  return `g~${groupId}`;
}

/** Undefined unless it is a well-formed, canonical conversation id. */
export function parseConversationId(conversationId: string): Conversation | undefined {
  const [type, first = '', second = '', ...rest] = conversationId.split('~');
  if (rest.length > 0 || !isId(first)) return undefined;
  if (type === 'g' && conversationId === groupConversationId(first)) {
    return { type: 'GROUP', conversationId, groupId: first };
  }
  if (type === 's' && isId(second) && conversationId === singleConversationId(first, second)) {
    return { type: 'SINGLE', conversationId, userIds: [first, second] };
  }
  return undefined;
}

/** The other participant of a single chat; the user itself in its chat with itself. Undefined for a stranger. */
export function peerOf(conversation: Conversation & { type: 'SINGLE' }, userId: string): string | undefined {
  const [first, second] = conversation.userIds;
  if (userId === first) return second;
  return userId === second ? first : undefined;
}

/** Interest topics: where a worker is told what happens to a user or in a group. */
export function userTopic(userId: string): string {
  return `u:${userId}`;
}

export function groupTopic(groupId: string): string {
  return `g:${groupId}`;
}
