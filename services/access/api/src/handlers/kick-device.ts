import { checkId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { doneSchema } from '../schemas.ts';

export function kickDevice({ userStore }: Pick<Clients, 'userStore'>): AnyRoute {
  return defineRoute({
    method: 'DELETE',
    path: '/v1/devices/{deviceId}',
    operationId: 'kickDevice',
    summary: 'Send one of the own devices away',
    description: 'Its connections are closed (4002, KICKED) within seconds. Its token stays good: it may log in again.',
    access: 'user',
    reply: doneSchema,
    reasons: [reasons.deviceNotFound],
    async handle({ userId, params }) {
      checkId(params.deviceId, 'deviceId');
      await userStore.kickDevice({ userId, deviceId: params.deviceId });
      return {};
    },
  });
}
