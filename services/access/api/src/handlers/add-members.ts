import { limits } from '@microchat/core/limits';
import { checkIds } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { checkGroupId } from '../domain/group-id.ts';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { addMembersBodySchema, doneSchema } from '../schemas.ts';

export function addMembers({ membership }: Pick<Clients, 'membership'>): AnyRoute {
  return defineRoute({
    method: 'POST',
    path: '/v1/groups/{groupId}/members',
    operationId: 'addMembers',
    summary: 'Add members to a group',
    description: 'Only its owner may. They see what is sent from their joining on.',
    access: 'user',
    body: addMembersBodySchema,
    reply: doneSchema,
    reasons: [reasons.groupNotFound, reasons.userNotFound, reasons.notOwner, reasons.groupFull],
    handle({ userId, params, body }) {
      checkGroupId(params.groupId);
      checkIds(body.userIds, 'userIds', 1, limits.membersPerCallMax);
      return membership.addMembers({ actorId: userId, groupId: params.groupId, userIds: body.userIds });
    },
  });
}
