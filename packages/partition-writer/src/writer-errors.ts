import { ServiceError } from '@microchat/core/service-error';
import { KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';

export function writerBusy(): ServiceError {
  return new ServiceError('RESOURCE_EXHAUSTED', {
    reason: 'WRITER_BUSY',
    message: 'too many writes are waiting for this record',
    retryAfterMs: 100,
  });
}

export function storeBusy(): ServiceError {
  return new ServiceError('RESOURCE_EXHAUSTED', {
    reason: 'STORE_BUSY',
    message: 'too many writes are waiting',
    retryAfterMs: 250,
  });
}

export function storeUnavailable(): ServiceError {
  return new ServiceError('UNAVAILABLE', {
    reason: 'STORE_UNAVAILABLE',
    message: 'the store is away',
    retryAfterMs: 500,
  });
}

export function writerConflict(): ServiceError {
  return new ServiceError('ABORTED', {
    reason: 'WRITER_CONFLICT',
    message: 'other writers were faster every time',
    retryAfterMs: 100,
  });
}

export function shuttingDown(): ServiceError {
  return new ServiceError('UNAVAILABLE', {
    reason: 'SHUTTING_DOWN',
    message: 'this instance is stopping',
    retryAfterMs: 100,
  });
}

export function requestCancelled(): ServiceError {
  return new ServiceError('CANCELLED', { reason: 'CANCELLED', message: 'the caller no longer waits' });
}

/** Errors of the store that pass by themselves. */
export function isPassing(error: unknown): boolean {
  return error instanceof KvUnavailableError || error instanceof KvUnknownOutcomeError;
}
