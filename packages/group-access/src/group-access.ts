import type { VisibleSpan } from '@microchat/core/group-visibility';
import { groupConversationId } from '@microchat/core/ids';
import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';

/** What one user may do in one group, as of `membershipVersion`. */
export interface GroupAccess {
  readonly maySend: boolean;
  /** Ranges of the log that the user sees, oldest first, inclusive, `toIndex` 0 = open. Never empty. */
  readonly spans: readonly VisibleSpan[];
  readonly membershipVersion: number;
}

export interface GroupAccessClients {
  readonly groupStore: Client<GroupStoreDefinition>;
  readonly messageStore: Client<MessageStoreDefinition>;
}

/**
 * The group as this user may use it; undefined for a stranger and for an absent group.
 *
 * A membership change is committed as an intent, then appended to the log, then settled with its index. Between the
 * last two steps the log already knows the boundary and clients may already have seen it, so a pending change is looked
 * up there by its change id.
 */
export async function resolveGroupAccess(
  clients: GroupAccessClients,
  groupId: string,
  userId: string,
  options: CallOptions,
): Promise<GroupAccess | undefined> {
  const reply = await clients.groupStore.getMember({ groupId, userId }, options);
  const member = reply.membership;
  if (!reply.found || member === null) return undefined;

  const spans: VisibleSpan[] = member.spans.map(({ fromIndex, toIndex }) => ({ fromIndex, toIndex }));
  const pending = member.state === 'JOINING' || member.state === 'LEAVING';
  const boundary = pending ? await boundaryInLog(clients, groupId, member, options) : 0;
  const open = spans.at(-1);
  if (member.state === 'JOINING' && boundary > 0) {
    spans.push({ fromIndex: boundary, toIndex: 0 });
  } else if (member.state === 'LEAVING' && boundary > 0 && open?.toIndex === 0) {
    spans[spans.length - 1] = { fromIndex: open.fromIndex, toIndex: boundary };
  }
  if (spans.length === 0) return undefined;
  return {
    maySend: member.state === 'MEMBER' || (member.state === 'JOINING' && boundary > 0),
    spans,
    membershipVersion: reply.membershipVersion,
  };
}

/** Index of the log entry of a pending change, 0 if it is not there yet. */
async function boundaryInLog(
  clients: GroupAccessClients,
  groupId: string,
  member: { readonly pendingActorId: string; readonly pendingChangeId: string },
  options: CallOptions,
): Promise<number> {
  const found = await clients.messageStore.findSent(
    {
      conversationId: groupConversationId(groupId),
      senderId: member.pendingActorId,
      clientMessageId: member.pendingChangeId,
    },
    options,
  );
  return found.found && found.sent !== null ? found.sent.index : 0;
}
