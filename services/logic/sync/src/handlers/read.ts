import { presentEntry } from '@microchat/core/conversation-list/present-entry';
import { peerOf } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';
import type { GroupAccessClients } from '@microchat/group-access/group-access';
import type { Receipt } from '@microchat/proto/microchat/client/v1/Receipt';
import type { ReadRequest__Output } from '@microchat/proto/microchat/logic/v1/ReadRequest';
import type { GroupHead__Output } from '@microchat/proto/microchat/storage/v1/GroupHead';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { LogHead__Output } from '@microchat/proto/microchat/storage/v1/LogHead';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, CallOptions, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { type AccessibleConversation, authoriseConversation, conversationNotFound } from '../conversation-access.ts';
import { planPage } from '../domain/page-plan.ts';

export interface ReadDependencies extends GroupAccessClients {
  readonly sessionStore: Client<SessionStoreDefinition>;
}

/** Sync.Read: see proto/microchat/logic/v1/sync.proto. */
export function readHandler(clients: ReadDependencies) {
  return async (request: ReadRequest__Output, call: CallContext): Promise<Receipt> => {
    const { userId, conversationId } = request;
    const options = downstream(call);
    const access = await authoriseConversation(clients, userId, conversationId, options);
    const { head, readIndex, readCount } = await positionInLog(clients, access, request.index, options);
    const entry = await advanceRead(clients, access, userId, head, { readIndex, readCount }, options);
    const groupHead = await groupHeadOf(clients, entry, head, userId, options);
    const { peerReadIndex, unread } = presentEntry(
      entry.groupId === '' ? { ...entry, head: newest(entry.head, head) } : entry,
      groupHead,
    );
    return { conversationId, readIndex: entry.readIndex, peerReadIndex, unread };
  };
}

/** The newest entry that the user may see at or below `index`, which is at most the head (a read position is clamped). */
async function positionInLog(
  { messageStore }: ReadDependencies,
  { conversation: { conversationId }, spans }: AccessibleConversation,
  index: number,
  options: CallOptions,
) {
  const head = (await messageStore.getHeads({ conversationIds: [conversationId] }, options)).heads[0];
  if (head === undefined || head.index === 0) throw conversationNotFound();
  const newest = planPage(spans, head.index, 0, index + 1).ranges[0];
  if (newest === undefined || index === 0) return { head, readIndex: 0, readCount: 0 };
  if (newest.toIndex === head.index) return { head, readIndex: head.index, readCount: head.count };
  const page = await messageStore.readPage({ conversationId, beforeIndex: newest.toIndex + 1, limit: 1 }, options);
  return { head, readIndex: newest.toIndex, readCount: page.entries[0]?.count ?? 0 };
}

async function advanceRead(
  { sessionStore }: ReadDependencies,
  { conversation }: AccessibleConversation,
  userId: string,
  head: LogHead__Output,
  position: { readonly readIndex: number; readonly readCount: number },
  options: CallOptions,
): Promise<ListEntry__Output> {
  const { conversationId } = conversation;
  const request = { userId, conversationId, ...position };
  try {
    return required((await sessionStore.advanceRead(request, options)).entry);
  } catch (error) {
    // The log is ahead of the list: delivery has not come to this chat's first message yet.
    if (!isNotFound(error) || conversation.type !== 'SINGLE') throw error;
    const peerId = peerOf(conversation, userId) ?? userId;
    await sessionStore.recordHead({ userId, conversationId, peerId, head }, options);
    return required((await sessionStore.advanceRead(request, options)).entry);
  }
}

async function groupHeadOf(
  { sessionStore }: ReadDependencies,
  entry: ListEntry__Output,
  head: LogHead__Output,
  userId: string,
  options: CallOptions,
): Promise<GroupHead__Output | undefined> {
  if (entry.groupId === '') return undefined;
  const { heads } = await sessionStore.getGroupHeads({ groupIds: [entry.groupId], userId }, options);
  const groupHead = heads[0];
  return groupHead && { ...groupHead, head: newest(groupHead.head, head) };
}

function newest(recorded: LogHead__Output | null, head: LogHead__Output): LogHead__Output {
  return recorded === null || recorded.index < head.index ? head : recorded;
}

function required(entry: ListEntry__Output | null): ListEntry__Output {
  if (entry === null) throw new Error('the session store answered without an entry');
  return entry;
}

function isNotFound(error: unknown): boolean {
  return error instanceof ServiceError && error.code === 'NOT_FOUND';
}
