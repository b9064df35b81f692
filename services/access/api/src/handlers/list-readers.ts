import { limits } from '@microchat/core/limits';
import { checkConversationId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { readCount, uint32Max } from '../http/query.ts';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { readersSchema } from '../schemas.ts';

export function listReaders({ sync }: Pick<Clients, 'sync'>): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/v1/conversations/{conversationId}/messages/{index}/readers',
    operationId: 'listReaders',
    summary: 'Who has read a message',
    access: 'user',
    query: {
      afterUserId: { kind: 'text', charsMax: limits.idCharsMax, description: 'The last user id of the page before.' },
      limit: {
        kind: 'count',
        max: limits.pullLimitMax,
        description: `Readers wanted, ${limits.pullLimitDefault} unless given.`,
      },
    },
    reply: readersSchema,
    reasons: [reasons.conversationNotFound],
    handle({ userId, params, query, signal }) {
      const { conversationId } = params;
      checkConversationId(conversationId, 'conversationId');
      const index = readCount(params.index, 'index', uint32Max);
      return sync.getReaders({ userId, conversationId, index, ...query }, { signal });
    },
  });
}
