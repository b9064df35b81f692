import { checkConversationId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { invalidArgument } from '@microchat/protocol/violation';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { conversationSchema, updateConversationBodySchema } from '../schemas.ts';

export function updateConversation({ sync }: Pick<Clients, 'sync'>): AnyRoute {
  return defineRoute({
    method: 'PATCH',
    path: '/v1/conversations/{conversationId}',
    operationId: 'updateConversation',
    summary: 'Mute or pin a conversation',
    description: 'For the caller alone, on all devices: they get the changed entry. Answers the entry.',
    access: 'user',
    body: updateConversationBodySchema,
    reply: conversationSchema,
    reasons: [reasons.conversationNotFound],
    handle({ userId, params, body }) {
      const { conversationId } = params;
      checkConversationId(conversationId, 'conversationId');
      const { muted, pinned } = body;
      if (muted === undefined && pinned === undefined) {
        throw invalidArgument(reasons.required, '', 'one of muted and pinned must be given');
      }
      return sync.updateConversation({ userId, conversationId, ...body });
    },
  });
}
