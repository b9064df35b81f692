import { checkId, checkPositions } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { ackBodySchema, doneSchema } from '../schemas.ts';

export function acknowledge({ sync }: Pick<Clients, 'sync'>): AnyRoute {
  return defineRoute({
    method: 'POST',
    path: '/v1/acks',
    operationId: 'acknowledge',
    summary: 'Say what a device has stored',
    description: 'All positions are taken, or none.',
    access: 'user',
    body: ackBodySchema,
    reply: doneSchema,
    reasons: [reasons.conversationNotFound],
    async handle({ userId, body }) {
      checkId(body.deviceId, 'deviceId');
      checkPositions(body.acks, 'acks');
      await sync.ack({ userId, deviceId: body.deviceId, positions: body.acks });
      return {};
    },
  });
}
