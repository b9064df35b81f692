import { limits } from '@microchat/core/limits';
import { checkIds, checkRequiredText } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { createdGroupSchema, createGroupBodySchema } from '../schemas.ts';

export function createGroup({ membership }: Pick<Clients, 'membership'>): AnyRoute {
  return defineRoute({
    method: 'POST',
    path: '/v1/groups',
    operationId: 'createGroup',
    summary: 'Create a group',
    description: 'The caller becomes its owner and first member.',
    access: 'user',
    body: createGroupBodySchema,
    reply: createdGroupSchema,
    reasons: [reasons.userNotFound],
    handle({ userId, body }) {
      checkRequiredText(body.name, 'name', limits.groupNameCharsMax);
      checkIds(body.memberIds, 'memberIds', 0, limits.membersPerCallMax);
      return membership.createGroup({ actorId: userId, name: body.name, memberIds: body.memberIds });
    },
  });
}
