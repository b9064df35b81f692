import type { ServiceError } from '@microchat/core/service-error';
import type { Problem } from '@microchat/proto/microchat/api/v1/Problem';
import { httpStatus } from '../domain/http-status.ts';

/** Body of an error answer. `status` differs from the code's own only where HTTP has a closer one (413, 415). */
export function problemOf(error: ServiceError, status = httpStatus(error.code)): Problem & { readonly status: number } {
  return {
    type: 'about:blank',
    title: titleOf(error.code),
    status,
    detail: error.message,
    code: error.code,
    reason: error.reason,
    field: error.field,
    retryAfterMs: error.retryAfterMs,
  };
}

/** "NOT_FOUND" -> "Not found". */
function titleOf(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
