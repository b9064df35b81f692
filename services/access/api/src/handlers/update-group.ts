import { limits } from '@microchat/core/limits';
import { checkRequiredText } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { checkGroupId } from '../domain/group-id.ts';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { groupSchema, updateGroupBodySchema } from '../schemas.ts';

export function updateGroup({ membership }: Pick<Clients, 'membership'>): AnyRoute {
  return defineRoute({
    method: 'PATCH',
    path: '/v1/groups/{groupId}',
    operationId: 'updateGroup',
    summary: 'Rename a group',
    description: 'Only its owner may.',
    access: 'user',
    body: updateGroupBodySchema,
    reply: groupSchema,
    reasons: [reasons.groupNotFound, reasons.notOwner],
    handle({ userId, params, body }) {
      checkGroupId(params.groupId);
      checkRequiredText(body.name, 'name', limits.groupNameCharsMax);
      return membership.updateGroup({ actorId: userId, groupId: params.groupId, name: body.name });
    },
  });
}
