import { ServiceError } from '@microchat/core/service-error';

const framePath = 'send.';

/**
 * Messaging names fields as they are in a frame. Where the send is the whole request (a REST body, a call of a business
 * server), they go by their own names; everything else stays.
 */
export function withoutFramePath(error: unknown): unknown {
  if (!(error instanceof ServiceError) || !error.field.startsWith(framePath)) return error;
  const { code, reason, message, field, retryAfterMs } = error;
  return new ServiceError(code, { reason, message, field: field.slice(framePath.length), retryAfterMs });
}
