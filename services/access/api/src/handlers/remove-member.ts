import { reasons } from '@microchat/protocol/reasons';
import { checkGroupId } from '../domain/group-id.ts';
import { checkUserId } from '../domain/user-id.ts';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { doneSchema } from '../schemas.ts';

export function removeMember({ membership }: Pick<Clients, 'membership'>): AnyRoute {
  return defineRoute({
    method: 'DELETE',
    path: '/v1/groups/{groupId}/members/{userId}',
    operationId: 'removeMember',
    summary: 'Remove a member, or leave',
    description: 'The owner removes others, a member removes itself. What came before stays visible to them.',
    access: 'user',
    reply: doneSchema,
    reasons: [reasons.groupNotFound, reasons.userNotFound, reasons.notOwner],
    handle({ userId, params }) {
      checkGroupId(params.groupId);
      checkUserId(params.userId);
      return membership.removeMember({ actorId: userId, groupId: params.groupId, userId: params.userId });
    },
  });
}
