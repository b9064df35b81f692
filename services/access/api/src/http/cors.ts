import { ServiceError } from '@microchat/core/service-error';
import { reasons } from '@microchat/protocol/reasons';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLoopbackOrigin } from './loopback.ts';

const preflightMaxAgeSeconds = 600;

/**
 * Refuses requests of foreign pages and lets allowed ones read the answers. Without an Origin header it is no page.
 * The API's own origins on this machine are always allowed: the page comes from there.
 */
export function installCors(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  const allowed = new Set(allowedOrigins);
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'Origin');
    if (origin === undefined) return;
    if (!allowed.has(origin) && !isOwnOrigin(origin, request)) {
      throw new ServiceError('PERMISSION_DENIED', {
        reason: reasons.originNotAllowed,
        message: 'pages of this origin are not allowed to call',
      });
    }
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'retry-after');
  });
  app.route({ method: 'OPTIONS', url: '/*', handler: answerPreflight });
}

function isOwnOrigin(origin: string, request: FastifyRequest): boolean {
  return isLoopbackOrigin(origin) && new URL(origin).port === String(request.socket.localPort);
}

async function answerPreflight(_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return reply
    .code(204)
    .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', 'authorization, content-type')
    .header('access-control-max-age', preflightMaxAgeSeconds)
    .send();
}
