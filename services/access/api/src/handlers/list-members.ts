import { limits } from '@microchat/core/limits';
import { reasons } from '@microchat/protocol/reasons';
import { checkGroupId } from '../domain/group-id.ts';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { membersSchema } from '../schemas.ts';

const limitDefault = 100;

export function listMembers({ membership }: Pick<Clients, 'membership'>): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/v1/groups/{groupId}/members',
    operationId: 'listMembers',
    summary: 'Members of a group, by user id',
    access: 'user',
    query: {
      afterUserId: { kind: 'text', charsMax: limits.idCharsMax, description: 'The last user id of the page before.' },
      limit: {
        kind: 'count',
        max: limits.membersPerCallMax,
        description: `Members wanted, ${limitDefault} unless given.`,
      },
    },
    reply: membersSchema,
    reasons: [reasons.groupNotFound],
    handle({ userId, params, query, signal }) {
      checkGroupId(params.groupId);
      const { afterUserId, limit } = query;
      return membership.listMembers(
        { actorId: userId, groupId: params.groupId, afterUserId, limit: limit || limitDefault },
        { signal },
      );
    },
  });
}
