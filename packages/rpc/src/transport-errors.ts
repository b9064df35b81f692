import { ServiceError, type StatusCode } from '@microchat/core/service-error';

/** Reasons that the transports themselves answer with; services use their own. */
export const transportReasons = {
  /** The server process runs no such service, or its service no such method. */
  METHOD_NOT_FOUND: 'METHOD_NOT_FOUND',
  /** The caller's time was up before the answer came; the call may still take effect. */
  DEADLINE_EXCEEDED: 'DEADLINE_EXCEEDED',
  /** The caller cancelled; the call may still take effect. */
  CANCELLED: 'CANCELLED',
  /** Too many calls in flight, here or at the server. The call was not executed. */
  TOO_MANY_CALLS: 'TOO_MANY_CALLS',
  /** A request or reply above `messageBytesMax`. */
  MESSAGE_TOO_LARGE: 'MESSAGE_TOO_LARGE',
  /** No connection, or it broke: the call may or may not have been executed. */
  CONNECTION_LOST: 'CONNECTION_LOST',
  /** The server is stopping. The call was not executed. */
  DRAINING: 'DRAINING',
  /** A request that the server could not decode. */
  REQUEST_UNDECODABLE: 'REQUEST_UNDECODABLE',
  /** Programming error or lost invariant; details are in the server's log only. */
  INTERNAL: 'INTERNAL',
} as const;

export function methodNotFound(path: string): ServiceError {
  return new ServiceError('UNIMPLEMENTED', {
    reason: transportReasons.METHOD_NOT_FOUND,
    message: `${path} is not served here`,
  });
}

export function deadlineExceeded(): ServiceError {
  return new ServiceError('DEADLINE_EXCEEDED', {
    reason: transportReasons.DEADLINE_EXCEEDED,
    message: 'no answer in time',
  });
}

export function cancelled(): ServiceError {
  return new ServiceError('CANCELLED', { reason: transportReasons.CANCELLED, message: 'cancelled by the caller' });
}

export function tooManyCalls(): ServiceError {
  return new ServiceError('RESOURCE_EXHAUSTED', {
    reason: transportReasons.TOO_MANY_CALLS,
    message: 'too many calls in flight',
    retryAfterMs: 100,
  });
}

export function messageTooLarge(bytes: number, bytesMax: number): ServiceError {
  return new ServiceError('RESOURCE_EXHAUSTED', {
    reason: transportReasons.MESSAGE_TOO_LARGE,
    message: `a message of ${bytes} bytes is above the limit of ${bytesMax}`,
  });
}

export function connectionLost(retryAfterMs = 0): ServiceError {
  return new ServiceError('UNAVAILABLE', {
    reason: transportReasons.CONNECTION_LOST,
    message: 'no connection to the service',
    retryAfterMs,
  });
}

export function draining(): ServiceError {
  return new ServiceError('UNAVAILABLE', { reason: transportReasons.DRAINING, message: 'the server is stopping' });
}

/** What a caller learns of a failure that is not a ServiceError: nothing. */
export function internalError(): ServiceError {
  return new ServiceError('INTERNAL', { reason: transportReasons.INTERNAL, message: 'internal error' });
}

/** Reason for a code that came without our error detail (from gRPC itself or a proxy). */
export function reasonOfBareCode(code: StatusCode): string {
  switch (code) {
    case 'UNIMPLEMENTED':
      return transportReasons.METHOD_NOT_FOUND;
    case 'UNAVAILABLE':
      return transportReasons.CONNECTION_LOST;
    case 'RESOURCE_EXHAUSTED':
      return transportReasons.MESSAGE_TOO_LARGE;
    default:
      return code;
  }
}
