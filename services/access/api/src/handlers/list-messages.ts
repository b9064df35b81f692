import { limits } from '@microchat/core/limits';
import { checkConversationId } from '@microchat/protocol/field-checks';
import { messageOfEntry } from '@microchat/protocol/message-of-entry';
import { reasons } from '@microchat/protocol/reasons';
import { uint32Max } from '../http/query.ts';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { pageSchema } from '../schemas.ts';

export function listMessages({ sync }: Pick<Clients, 'sync'>): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/v1/conversations/{conversationId}/messages',
    operationId: 'listMessages',
    summary: 'A page of history, newest first',
    access: 'user',
    query: {
      afterIndex: {
        kind: 'count',
        max: uint32Max,
        description: 'Only newer ones than this index. 0 = from the first.',
      },
      beforeIndex: {
        kind: 'count',
        max: uint32Max,
        description: 'Only older ones than this index. 0 = up to the last.',
      },
      limit: {
        kind: 'count',
        max: limits.pullLimitMax,
        description: `Messages wanted, ${limits.pullLimitDefault} unless given.`,
      },
    },
    reply: pageSchema,
    reasons: [reasons.conversationNotFound],
    async handle({ userId, params, query, signal }) {
      const { conversationId } = params;
      checkConversationId(conversationId, 'conversationId');
      const page = await sync.pull({ userId, pull: { conversationId, ...query } }, { signal });
      return {
        messages: page.entries.map((entry) => messageOfEntry(conversationId, entry)),
        covers: page.covers,
        hasMore: page.hasMore,
      };
    },
  });
}
