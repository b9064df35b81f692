import { Socket } from 'node:net';
import { ServiceError } from '@microchat/core/service-error';
import { decodeJson } from '@microchat/protocol/decode-json';
import { encodeJson } from '@microchat/protocol/encode-json';
import { reasons } from '@microchat/protocol/reasons';
import type { MessageSchema } from '@microchat/protocol/schema';
import { UndecodableError } from '@microchat/protocol/violation';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiLimits } from '../api-limits.ts';
import type { Authenticator } from '../authenticator.ts';
import type { InFlight } from './in-flight.ts';
import { readQuery } from './query.ts';
import type { AnyRoute } from './route.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body is read; '' on public routes. */
    userId: string;
  }
  interface FastifyContextConfig {
    /** Its answer may be held back, so its duration says nothing. */
    isHeld?: boolean;
  }
}

/** Serves a route: who calls, what the request says, the work, the answer. */
export function installRoute(
  app: FastifyInstance,
  route: AnyRoute,
  authenticator: Authenticator,
  inFlight: InFlight,
): void {
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { isHeld: route.heldMsMax !== undefined },
    ...(route.heldMsMax === undefined ? {} : { handlerTimeout: route.heldMsMax + apiLimits.handlerTimeoutMs }),
    onRequest: async (request) => {
      // Before the body: nobody unknown makes us read 64 KiB.
      if (route.access === 'user') request.userId = await authenticator.authenticate(request.headers.authorization);
    },
    handler: async (request, reply) => {
      // Until the answer: Node sets the server's own timeout again for the next request of the connection.
      if (route.heldMsMax !== undefined && request.socket instanceof Socket) {
        request.socket.setTimeout(route.heldMsMax + apiLimits.connectionTimeoutMs);
      }
      const answer = await inFlight.run(request.userId, () =>
        route.handle({
          userId: request.userId,
          params: request.params as Record<string, string>,
          query: readQuery(route.query ?? {}, request.query as Record<string, unknown>),
          body: route.body && readBody(route.body, request),
          origin: { peerAddress: request.socket.remoteAddress, headers: request.headers },
          signal: request.signal,
          recheckToken: async () => void (await authenticator.authenticate(request.headers.authorization)),
        }),
      );
      return reply
        .type('application/json; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(encodeJson(route.reply, answer));
    },
  });
}

function readBody(schema: MessageSchema, request: FastifyRequest): object {
  try {
    const { value, violation } = decodeJson(schema, request.body instanceof Buffer ? request.body : '');
    if (violation !== undefined) throw violation;
    return value;
  } catch (error) {
    if (!(error instanceof UndecodableError)) throw error;
    throw new ServiceError('INVALID_ARGUMENT', {
      reason: reasons.bodyNotJson,
      message: `the body is ${error.message}`,
    });
  }
}
