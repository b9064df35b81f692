import { type Conversation, groupConversationId, isId, parseConversationId, peerOf } from '@microchat/core/ids';
import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import type { LogHead } from './list-entry.ts';

/** Limits of the calls. */
export const sessionStoreLimits = {
  pageMax: 500,
  entriesMax: 500,
  groupHeadsMax: 500,
  positionsMax: 500,
  /** Groups in one list; ListMemberships leaves out what is beyond. */
  membershipsMax: 5_000,
  /** Own sends in one AdvanceGroup: every member of a group has one at most. */
  ownSendsMax: 5_000,
} as const;

/** User, device and group ids. @throws ServiceError INVALID_ARGUMENT/INVALID_ID */
export function checkId(id: string, field: string): void {
  if (!isId(id)) throw invalid('INVALID_ID', field, 'an id has 1 to 64 of A-Za-z0-9_.:@-');
}

/**
 * The other one of a single chat in this user's list.
 * @throws ServiceError INVALID_ARGUMENT/INVALID_CONVERSATION
 */
export function checkSingle(conversationId: string, userId: string): string {
  const conversation = parseConversationId(conversationId);
  const peerId = conversation?.type === 'SINGLE' ? peerOf(conversation, userId) : undefined;
  if (peerId === undefined) throw invalidConversation('conversationId', 'no single chat of this user');
  return peerId;
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_CONVERSATION */
export function checkGroupConversation(conversationId: string, groupId: string): void {
  checkId(groupId, 'groupId');
  if (conversationId !== groupConversationId(groupId)) {
    throw invalidConversation('conversationId', 'not the conversation of this group');
  }
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_CONVERSATION */
export function checkConversation(conversationId: string, field = 'conversationId'): Conversation {
  const conversation = parseConversationId(conversationId);
  if (conversation === undefined) throw invalidConversation(field, 'no conversation id');
  return conversation;
}

/**
 * A conversation that can be in this user's list: a group, or a single chat of the user.
 * @throws ServiceError INVALID_ARGUMENT/INVALID_CONVERSATION
 */
export function checkListed(conversationId: string, userId: string, field = 'conversationId'): void {
  const conversation = checkConversation(conversationId, field);
  const isForeign = conversation.type === 'SINGLE' && peerOf(conversation, userId) === undefined;
  if (isForeign) throw invalidConversation(field, 'no conversation of this user');
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_COUNT neither none nor one for each group */
export function checkCompleteBelow(offsets: number, groups: number): void {
  if (offsets !== 0 && offsets !== groups)
    throw invalid('INVALID_COUNT', 'completeBelow', 'none, or one for each group');
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_HEAD */
export function checkHead(head: LogHead | null, field: string): LogHead {
  if (head === null || head.index === 0) throw invalid('INVALID_HEAD', field, 'a head has an index of at least 1');
  return head;
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_LIMIT */
export function checkLimit(limit: number): void {
  const { pageMax } = sessionStoreLimits;
  if (limit < 1 || limit > pageMax) throw invalid('INVALID_LIMIT', 'limit', `a page has 1 to ${pageMax} entries`);
}

/** @throws ServiceError INVALID_ARGUMENT/TOO_MANY */
export function checkCount(count: number, max: number, field: string): void {
  if (count > max) throw invalid('TOO_MANY', field, `at most ${max} a call`);
}

/** @throws ServiceError INVALID_ARGUMENT/TOO_LONG */
export function checkDraft(draft: string): void {
  const { draftCharsMax } = limits;
  // A character has one or two units.
  const isTooLong =
    draft.length > draftCharsMax && (draft.length > 2 * draftCharsMax || [...draft].length > draftCharsMax);
  if (isTooLong) throw invalid('TOO_LONG', 'draft', `at most ${draftCharsMax} characters`);
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_INDEX, TOO_MANY */
export function checkDeletedIndexes(indexes: readonly number[]): void {
  checkCount(indexes.length, limits.deletedIndexesPerCallMax, 'deletedIndexes');
  if (indexes.includes(0)) throw invalid('INVALID_INDEX', 'deletedIndexes', 'indexes begin with 1');
}

function invalidConversation(field: string, message: string): ServiceError {
  return invalid('INVALID_CONVERSATION', field, message);
}

function invalid(reason: string, field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason, field, message });
}
