import { checkConversationId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { checkDeletedIndexes } from '@microchat/protocol/validate-own-list';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { conversationSchema, deleteMessagesBodySchema } from '../schemas.ts';

export function deleteMessages({ sync }: Pick<Clients, 'sync'>): AnyRoute {
  return defineRoute({
    method: 'POST',
    path: '/v1/conversations/{conversationId}/messages/delete',
    operationId: 'deleteMessages',
    summary: 'Delete messages for oneself',
    description: 'For the caller alone, on all devices: they get the changed entry. Answers the entry. Never undone.',
    access: 'user',
    body: deleteMessagesBodySchema,
    reply: conversationSchema,
    reasons: [reasons.conversationNotFound, reasons.messageNotFound, reasons.tooManyDeleted],
    handle({ userId, params, body }) {
      const { conversationId } = params;
      checkConversationId(conversationId, 'conversationId');
      checkDeletedIndexes(body.indexes, '');
      return sync.deleteMessages({ userId, conversationId, ...body });
    },
  });
}
