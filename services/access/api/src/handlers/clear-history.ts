import { checkConversationId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { clearHistoryBodySchema, conversationSchema } from '../schemas.ts';

export function clearHistory({ sync }: Pick<Clients, 'sync'>): AnyRoute {
  return defineRoute({
    method: 'POST',
    path: '/v1/conversations/{conversationId}/clear',
    operationId: 'clearHistory',
    summary: 'Clear the history of a conversation',
    description: 'For the caller alone, on all devices: they get the changed entry. Answers the entry. Never undone.',
    access: 'user',
    body: clearHistoryBodySchema,
    reply: conversationSchema,
    reasons: [reasons.conversationNotFound],
    handle({ userId, params, body }) {
      const { conversationId } = params;
      checkConversationId(conversationId, 'conversationId');
      return sync.clearHistory({ userId, conversationId, ...body });
    },
  });
}
