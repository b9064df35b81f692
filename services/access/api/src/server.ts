import type { Timers } from '@microchat/ports/time';
import { type FastifyInstance, fastify } from 'fastify';
import type { Logger } from 'pino';
import { apiLimits } from './api-limits.ts';
import type { ApiMetrics } from './api-metrics.ts';
import type { Authenticator } from './authenticator.ts';
import type { StaticAssets } from './contract.ts';
import { installCors } from './http/cors.ts';
import { answerOf, sendError } from './http/error-answer.ts';
import { InFlight } from './http/in-flight.ts';
import { installRoute } from './http/install-route.ts';
import type { AnyRoute } from './http/route.ts';
import { installStaticPage } from './http/static-page.ts';
import { openApiDocument } from './openapi/document.ts';

export interface ServerDependencies {
  readonly routes: readonly AnyRoute[];
  readonly authenticator: Authenticator;
  readonly allowedOrigins: readonly string[];
  readonly page: StaticAssets | undefined;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly metrics: ApiMetrics;
}

/** The HTTP server with all routes, not listening yet. Closing it lets running requests end, for a bounded time. */
export function buildServer(dependencies: ServerDependencies): FastifyInstance {
  const app = fastify({
    bodyLimit: apiLimits.bodyBytesMax,
    requestTimeout: apiLimits.requestTimeoutMs,
    connectionTimeout: apiLimits.connectionTimeoutMs,
    keepAliveTimeout: apiLimits.keepAliveTimeoutMs,
    handlerTimeout: apiLimits.handlerTimeoutMs,
    routerOptions: { maxParamLength: apiLimits.pathParamCharsMax },
    frameworkErrors: (error, _request, reply) => void sendError(reply, answerOf(error)),
  });
  app.server.maxConnections = apiLimits.connectionsMax;
  app.decorateRequest('userId', '');
  takeOnlyJson(app);
  installErrorAnswers(app, dependencies);
  installCors(app, dependencies.allowedOrigins);
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.config.isHeld === true) return;
    dependencies.metrics.answered(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime);
  });
  const inFlight = new InFlight({
    totalMax: apiLimits.requestsInFlightMax,
    perUserMax: apiLimits.requestsInFlightPerUserMax,
  });
  const held = new InFlight({
    totalMax: apiLimits.updatesWaitingMax,
    perUserMax: apiLimits.updatesWaitingPerUserMax,
  });
  for (const route of dependencies.routes) {
    installRoute(app, route, dependencies.authenticator, route.heldMsMax === undefined ? inFlight : held);
  }
  const document = JSON.stringify(openApiDocument(dependencies.routes));
  app.get('/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(document));
  installStaticPage(app, dependencies.page);
  boundDrain(app, dependencies);
  return app;
}

/** Bodies stay bytes here; the routes decode them by their own strict rules. */
function takeOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);
}

function installErrorAnswers(app: FastifyInstance, { logger, metrics }: ServerDependencies): void {
  app.setErrorHandler((thrown, request, reply) => {
    const answer = answerOf(thrown);
    metrics.refused(answer.error.code, answer.error.reason);
    if (answer.unexpected) logger.error({ err: thrown, route: request.routeOptions.url }, 'request failed');
    return sendError(reply, answer);
  });
}

/** Open sockets block close(); those that are still busy after the drain time are cut. */
function boundDrain(app: FastifyInstance, { timers, logger, metrics }: ServerDependencies): void {
  app.addHook('preClose', async () => {
    const timer = timers.after(apiLimits.drainTimeoutMs, () => {
      metrics.forcedClose();
      logger.warn('cutting connections that did not end in time');
      app.server.closeAllConnections();
    });
    app.server.once('close', () => timer.cancel());
  });
}
