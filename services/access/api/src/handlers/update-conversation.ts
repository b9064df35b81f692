import { checkConversationId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { checkWish } from '@microchat/protocol/validate-own-list';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { conversationSchema, updateConversationBodySchema } from '../schemas.ts';

export function updateConversation({ sync }: Pick<Clients, 'sync'>): AnyRoute {
  return defineRoute({
    method: 'PATCH',
    path: '/v1/conversations/{conversationId}',
    operationId: 'updateConversation',
    summary: 'Mute, pin, hide or mark a conversation, or keep a draft',
    description: 'For the caller alone, on all devices: they get the changed entry. Answers the entry.',
    access: 'user',
    body: updateConversationBodySchema,
    reply: conversationSchema,
    reasons: [reasons.conversationNotFound],
    handle({ userId, params, body }) {
      const { conversationId } = params;
      checkConversationId(conversationId, 'conversationId');
      checkWish(body, '');
      return sync.updateConversation({ userId, conversationId, ...body });
    },
  });
}
