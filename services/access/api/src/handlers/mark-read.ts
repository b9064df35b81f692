import { checkConversationId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { readBodySchema, receiptSchema } from '../schemas.ts';

export function markRead({ sync }: Pick<Clients, 'sync'>): AnyRoute {
  return defineRoute({
    method: 'POST',
    path: '/v1/conversations/{conversationId}/read',
    operationId: 'markRead',
    summary: 'Move the read position forward',
    description: 'It never goes back and is clamped to the newest message. Answers the newest receipt status.',
    access: 'user',
    body: readBodySchema,
    reply: receiptSchema,
    reasons: [reasons.conversationNotFound],
    handle({ userId, params, body }) {
      checkConversationId(params.conversationId, 'conversationId');
      return sync.read({ userId, conversationId: params.conversationId, index: body.index });
    },
  });
}
