import { groupConversationId } from '@microchat/core/ids';
import type { AppendRequest } from '@microchat/proto/microchat/storage/v1/AppendRequest';
import { encodeCanonicalContent } from '@microchat/protocol/content';

/** A change as the group store answers it. */
export interface GroupChange {
  readonly groupId: string;
  readonly changeId: string;
  readonly version: number;
  readonly actorId: string;
  readonly addedUserIds: readonly string[];
  readonly removedUserIds: readonly string[];
}

/**
 * The log entry of a change. It depends on nothing but the change, so whoever appends it, and however often, the
 * conversation log sees the same request and answers the same entry.
 */
export function membershipEntry(change: GroupChange): AppendRequest {
  return {
    conversationId: groupConversationId(change.groupId),
    senderId: change.actorId,
    clientMessageId: change.changeId,
    content: encodeCanonicalContent({
      membership: {
        groupId: change.groupId,
        actorId: change.actorId,
        addedUserIds: [...change.addedUserIds],
        removedUserIds: [...change.removedUserIds],
      },
    }),
    countable: false,
    // The change before this one is in the log already. If the head were newer, this entry would break the order.
    authorisedVersion: change.version - 1,
    setsMembershipVersion: change.version,
  };
}
