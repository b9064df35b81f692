import type { ErrorDetail, ErrorDetail__Output } from '@microchat/proto/microchat/rpc/v1/ErrorDetail';
import { ServiceError, type StatusCode, statusCodes } from '@microchat/core/service-error';

import { reasonOfBareCode } from './transport-errors.ts';

const codeNames = new Map<number, StatusCode>(
  Object.entries(statusCodes).flatMap(([name, code]) => (code === 0 ? [] : [[code, name as StatusCode]])),
);

export function toErrorDetail(error: ServiceError): ErrorDetail {
  return { reason: error.reason, message: error.message, field: error.field, retryAfterMs: error.retryAfterMs };
}

/** The error that the other side threw; without a detail it comes from the transport itself. */
export function toServiceError(codeNumber: number, detail: ErrorDetail__Output | null, fallback: string): ServiceError {
  const code = codeNames.get(codeNumber) ?? 'UNKNOWN';
  return new ServiceError(code, detail ?? { reason: reasonOfBareCode(code), message: fallback });
}
