import { ServiceError } from '@microchat/core/service-error';
import { reasons } from '@microchat/protocol/reasons';
import { type AnyRoute, defineRoute } from '../http/route.ts';
import { healthSchema } from '../schemas.ts';

export function getReadiness(isReady: () => boolean | Promise<boolean>): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/readyz',
    operationId: 'getReadiness',
    summary: 'Whether the server takes work',
    access: 'public',
    reply: healthSchema,
    reasons: [reasons.notReady],
    async handle() {
      if (!(await isReady())) {
        throw new ServiceError('UNAVAILABLE', { reason: reasons.notReady, message: 'not ready', retryAfterMs: 1_000 });
      }
      return { status: 'ready' };
    },
  });
}
