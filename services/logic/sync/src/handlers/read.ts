import { presentEntry } from '@microchat/core/conversation-list/present-entry';
import type { GroupAccessClients } from '@microchat/group-access/group-access';
import type { Receipt } from '@microchat/proto/microchat/client/v1/Receipt';
import type { ReadRequest__Output } from '@microchat/proto/microchat/logic/v1/ReadRequest';
import type { GroupHead__Output } from '@microchat/proto/microchat/storage/v1/GroupHead';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { LogHead__Output } from '@microchat/proto/microchat/storage/v1/LogHead';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, CallOptions, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { authoriseConversation } from '../conversation-access.ts';
import { changeOwnEntry, headInLog } from '../own-entry.ts';
import { positionInLog } from '../position-in-log.ts';

export interface ReadDependencies extends GroupAccessClients {
  readonly sessionStore: Client<SessionStoreDefinition>;
}

/** Sync.Read: see proto/microchat/logic/v1/sync.proto. */
export function readHandler(clients: ReadDependencies) {
  return async (request: ReadRequest__Output, call: CallContext): Promise<Receipt> => {
    const { userId, conversationId } = request;
    const options = downstream(call);
    const access = await authoriseConversation(clients, userId, conversationId, options);
    const head = await headInLog(clients, conversationId, options);
    const { index, count } = await positionInLog(clients.messageStore, access, head, request.index, options);
    const position = { userId, conversationId, readIndex: index, readCount: count };
    const advance = () => clients.sessionStore.advanceRead(position, options);
    const entry = await changeOwnEntry(clients, access, userId, advance, options);
    const groupHead = await groupHeadOf(clients, entry, head, userId, options);
    const { peerReadIndex, unread } = presentEntry(
      entry.groupId === '' ? { ...entry, head: newest(entry.head, head) } : entry,
      groupHead,
    );
    return { conversationId, readIndex: entry.readIndex, peerReadIndex, unread };
  };
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
