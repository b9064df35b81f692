import { reasons } from '@microchat/protocol/reasons';
import { withoutFramePath } from '@microchat/protocol/send-errors';
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
        throw withoutFramePath(error);
      }
    },
  });
}
