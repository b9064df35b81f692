import { ServiceError } from '@microchat/core/service-error';
import { reasons } from '@microchat/protocol/reasons';
import type { FastifyReply } from 'fastify';
import { httpStatus } from '../domain/http-status.ts';
import { problemOf } from './problem.ts';
import { problemSchema } from '../schemas.ts';
import { encodeJson } from '@microchat/protocol/encode-json';

/** What the caller gets to know of an error. `unexpected`: it is a defect, to be logged. */
export interface ErrorAnswer {
  readonly error: ServiceError;
  readonly status: number;
  readonly unexpected: boolean;
}

/** Turns whatever was thrown into the answer; what is not ours becomes INTERNAL without details. */
export function answerOf(thrown: unknown): ErrorAnswer {
  if (thrown instanceof ServiceError) {
    return { error: thrown, status: httpStatus(thrown.code), unexpected: thrown.code === 'INTERNAL' };
  }
  const { statusCode, code } = (thrown ?? {}) as { statusCode?: unknown; code?: unknown };
  if (code === 'FST_ERR_HANDLER_TIMEOUT') {
    return expected(
      504,
      new ServiceError('DEADLINE_EXCEEDED', { reason: reasons.deadlineExceeded, message: 'took too long' }),
    );
  }
  if (statusCode === 413) return expected(413, invalid(reasons.bodyTooLarge, 'the body is too large'));
  if (statusCode === 415)
    return expected(415, invalid(reasons.bodyNotJson, 'the content type must be application/json'));
  // Other refusals of fastify itself: a bad content length, an undecodable URL.
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return expected(400, invalid(reasons.badFormat, 'not a valid HTTP request'));
  }
  const error = new ServiceError('INTERNAL', { reason: reasons.internal, message: 'internal error' });
  return { error, status: 500, unexpected: true };
}

export function sendError(reply: FastifyReply, { error, status }: ErrorAnswer): FastifyReply {
  if (error.retryAfterMs > 0) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  if (error.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
  // As bytes: to text fastify would add a charset, which this type does not have.
  return reply
    .code(status)
    .type('application/problem+json')
    .send(Buffer.from(encodeJson(problemSchema, problemOf(error, status))));
}

function invalid(reason: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason, message });
}

function expected(status: number, error: ServiceError): ErrorAnswer {
  return { error, status, unexpected: false };
}
