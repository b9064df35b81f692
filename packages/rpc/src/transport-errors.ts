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
  /** There is no connection. The call was not executed. */
  NOT_CONNECTED: 'NOT_CONNECTED',
  /** The connection broke: the call may or may not have been executed. */
  CONNECTION_LOST: 'CONNECTION_LOST',
  /** The instance gives no sign of life, another one does: the call may or may not have been executed. */
  INSTANCE_SILENT: 'INSTANCE_SILENT',
  /** A service that the called one needs cannot be reached. */
  DEPENDENCY_UNAVAILABLE: 'DEPENDENCY_UNAVAILABLE',
  /** The server is stopping. The call was not executed. */
  DRAINING: 'DRAINING',
  /** The caller's key has no scope for the method. */
  SCOPE_MISSING: 'SCOPE_MISSING',
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

export function connectionLost(): ServiceError {
  return new ServiceError('UNAVAILABLE', {
    reason: transportReasons.CONNECTION_LOST,
    message: 'the connection to the service broke',
  });
}

export function notConnected(retryAfterMs = 0): ServiceError {
  return new ServiceError('UNAVAILABLE', {
    reason: transportReasons.NOT_CONNECTED,
    message: 'no connection to the service',
    retryAfterMs,
  });
}

export function instanceSilent(): ServiceError {
  return new ServiceError('UNAVAILABLE', {
    reason: transportReasons.INSTANCE_SILENT,
    message: 'the instance of the service gives no sign of life',
  });
}

export function draining(): ServiceError {
  return new ServiceError('UNAVAILABLE', { reason: transportReasons.DRAINING, message: 'the server is stopping' });
}

export function forbidden(): ServiceError {
  return new ServiceError('PERMISSION_DENIED', {
    reason: transportReasons.SCOPE_MISSING,
    message: "the caller's key has no scope for this",
  });
}

/** Certain that no handler saw the call: it may be made again, whatever it does. */
export function wasNotExecuted(error: ServiceError): boolean {
  return error.reason === transportReasons.NOT_CONNECTED || error.reason === transportReasons.DRAINING;
}

const aboutConnections: ReadonlySet<string> = new Set([
  transportReasons.NOT_CONNECTED,
  transportReasons.CONNECTION_LOST,
  transportReasons.INSTANCE_SILENT,
  transportReasons.DRAINING,
]);

/** True if the error tells of the way to the instance, not of what the instance answered. */
export function isAboutConnection(error: ServiceError): boolean {
  return aboutConnections.has(error.reason);
}

/**
 * A handler's error as its caller may see it. What the handler met on its own way to another service says nothing of the
 * connection between it and its caller.
 */
export function asHandlerError(error: ServiceError): ServiceError {
  if (!isAboutConnection(error)) return error;
  return new ServiceError('UNAVAILABLE', {
    reason: transportReasons.DEPENDENCY_UNAVAILABLE,
    message: 'a service that is needed for this cannot be reached',
    retryAfterMs: error.retryAfterMs,
  });
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
