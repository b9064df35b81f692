import { ServiceError } from '@microchat/core/service-error';
import { reasons } from '@microchat/protocol/reasons';
import type { FastifyInstance } from 'fastify';
import type { StaticAssets } from '../contract.ts';

const pageHeaders = {
  'cache-control': 'no-cache',
  // The gateway is on another port, whose name only the page knows.
  'content-security-policy':
    "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' https:; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

/** Serves the page's files at every path that no route has. */
export function installStaticPage(app: FastifyInstance, page: StaticAssets | undefined): void {
  app.get('/*', async (request, reply) => {
    const asset = page?.get(new URL(request.url, 'http://page').pathname);
    if (asset === undefined) throw routeNotFound();
    return reply.headers(pageHeaders).type(asset.type).send(asset.body);
  });
  app.setNotFoundHandler(() => {
    throw routeNotFound();
  });
}

function routeNotFound(): ServiceError {
  return new ServiceError('NOT_FOUND', { reason: reasons.routeNotFound, message: 'no such route' });
}
