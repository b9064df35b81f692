import { reasons } from '@microchat/protocol/reasons';
import { checkGroupId } from '../domain/group-id.ts';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { groupSchema } from '../schemas.ts';

export function getGroup({ membership }: Pick<Clients, 'membership'>): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/v1/groups/{groupId}',
    operationId: 'getGroup',
    summary: 'A group that the caller is a member of',
    access: 'user',
    reply: groupSchema,
    reasons: [reasons.groupNotFound],
    handle({ userId, params, signal }) {
      checkGroupId(params.groupId);
      return membership.getGroup({ actorId: userId, groupId: params.groupId }, { signal });
    },
  });
}
