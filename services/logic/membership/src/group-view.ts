import { groupConversationId } from '@microchat/core/ids';
import type { GroupView } from '@microchat/proto/microchat/logic/v1/GroupView';
import type { Group__Output } from '@microchat/proto/microchat/storage/v1/Group';

/** A group as its members see it. */
export function groupView({ groupId, name, ownerId, memberCount }: Group__Output): GroupView {
  return { groupId, conversationId: groupConversationId(groupId), name, ownerId, memberCount };
}
