import { limits } from '@microchat/core/limits';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { changesSchema } from '../schemas.ts';

export function listConversations({ sync }: Pick<Clients, 'sync'>): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/v1/conversations',
    operationId: 'listConversations',
    summary: 'Conversations that changed since a cursor',
    description: 'Without a cursor: all. Repeat with the answered cursor while hasMore is true, and later for news.',
    access: 'user',
    query: {
      cursor: { kind: 'text', charsMax: limits.cursorCharsMax, description: 'The cursor of an earlier answer.' },
      limit: {
        kind: 'count',
        max: limits.syncLimitMax,
        description: `Entries wanted, ${limits.syncLimitDefault} unless given.`,
      },
    },
    reply: changesSchema,
    reasons: [],
    handle({ userId, query, signal }) {
      return sync.getChanges({ userId, cursor: query.cursor, limit: query.limit }, { signal });
    },
  });
}
