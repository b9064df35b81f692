import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { devicesSchema } from '../schemas.ts';

export function listDevices({ userStore }: Pick<Clients, 'userStore'>): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/v1/devices',
    operationId: 'listDevices',
    summary: 'The own devices',
    access: 'user',
    reply: devicesSchema,
    reasons: [],
    handle({ userId, signal }) {
      return userStore.listDevices({ userId }, { signal });
    },
  });
}
