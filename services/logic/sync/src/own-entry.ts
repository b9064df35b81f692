import { peerOf } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { LogHead__Output } from '@microchat/proto/microchat/storage/v1/LogHead';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { type AccessibleConversation, conversationNotFound } from './conversation-access.ts';

export interface OwnEntryClients {
  readonly messageStore: Client<MessageStoreDefinition>;
  readonly sessionStore: Client<SessionStoreDefinition>;
}

/**
 * Carries out a change of the user's list entry. The log may be ahead of the list, because delivery has not come to a
 * single chat's first message yet: then the entry is made of the log's head first.
 */
export async function changeOwnEntry(
  clients: OwnEntryClients,
  { conversation }: AccessibleConversation,
  userId: string,
  change: () => Promise<{ readonly entry: ListEntry__Output | null }>,
  options: CallOptions,
): Promise<ListEntry__Output> {
  const { conversationId } = conversation;
  try {
    return required((await change()).entry);
  } catch (error) {
    if (!isNotFound(error) || conversation.type !== 'SINGLE') throw error;
    const head = await headInLog(clients, conversationId, options);
    const peerId = peerOf(conversation, userId) ?? userId;
    await clients.sessionStore.recordHead({ userId, conversationId, peerId, head }, options);
    return required((await change()).entry);
  }
}

/** @throws ServiceError NOT_FOUND/CONVERSATION_NOT_FOUND for a log without entries. */
export async function headInLog(
  { messageStore }: Pick<OwnEntryClients, 'messageStore'>,
  conversationId: string,
  options: CallOptions,
): Promise<LogHead__Output> {
  const head = (await messageStore.getHeads({ conversationIds: [conversationId] }, options)).heads[0];
  if (head === undefined || head.index === 0) throw conversationNotFound();
  return head;
}

function required(entry: ListEntry__Output | null): ListEntry__Output {
  if (entry === null) throw new Error('the session store answered without an entry');
  return entry;
}

function isNotFound(error: unknown): boolean {
  return error instanceof ServiceError && error.code === 'NOT_FOUND';
}
