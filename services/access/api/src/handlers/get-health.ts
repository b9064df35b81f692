import { type AnyRoute, defineRoute } from '../http/route.ts';
import { healthSchema } from '../schemas.ts';

export function getHealth(): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/healthz',
    operationId: 'getHealth',
    summary: 'Whether the process runs',
    access: 'public',
    reply: healthSchema,
    reasons: [],
    async handle() {
      return { status: 'ok' };
    },
  });
}
