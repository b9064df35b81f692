import { ServiceError } from '@microchat/core/service-error';
import { reasons } from '@microchat/protocol/reasons';
import { checkSend } from '@microchat/protocol/validate-send';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { sendSchema, sentSchema } from '../schemas.ts';

export function sendMessage({ messaging }: Pick<Clients, 'messaging'>): AnyRoute {
  return defineRoute({
    method: 'POST',
    path: '/v1/messages',
    operationId: 'sendMessage',
    summary: 'Send a message',
    description: 'Answers when the message is durable. A retry with the same clientMessageId answers the original.',
    access: 'user',
    body: sendSchema,
    reply: sentSchema,
    reasons: [
      reasons.userNotFound,
      reasons.groupNotFound,
      reasons.conversationNotFound,
      reasons.clientMessageIdReused,
      reasons.writerBusy,
    ],
    async handle({ userId, body }) {
      const { to, clientMessageId, contentBytes } = checkSend(body, '');
      try {
        return await messaging.send({ userId, to, clientMessageId, content: contentBytes });
      } catch (error) {
        throw withFieldOfBody(error);
      }
    },
  });
}

/** Messaging names fields as they are in a frame; here the send is the whole body. */
function withFieldOfBody(error: unknown): unknown {
  if (!(error instanceof ServiceError) || !error.field.startsWith('send.')) return error;
  const { code, reason, message, field, retryAfterMs } = error;
  return new ServiceError(code, { reason, message, field: field.slice('send.'.length), retryAfterMs });
}
