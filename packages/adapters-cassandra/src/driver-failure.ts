import { KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import { errors, types } from 'cassandra-driver';
import { isServerError, serverCodes } from './server-error.ts';

/** What a statement may have done if nobody knows whether it was executed. */
export type Effect = 'read' | 'merge' | 'commit';

const { consistencies } = types;

/** The statement is wrong or not allowed; the next try would fail as well. */
const refusals: readonly number[] = [
  serverCodes.protocolError,
  serverCodes.syntaxError,
  serverCodes.unauthorized,
  serverCodes.invalid,
  serverCodes.configError,
  serverCodes.alreadyExists,
];

/**
 * The error of the port for an error of the driver. A write is KvUnavailableError only if it certainly was not executed.
 * Everything else about a write is KvUnknownOutcomeError: native protocol v4 has no code of its own for it, and a
 * time-out of a conditional write may come before, during or after its decision.
 */
export function storeFailure(effect: Effect, cause: unknown): Error {
  if (isProgrammingError(cause)) return new Error('Cassandra refuses a statement', { cause });
  if (effect === 'read' || wasNotExecuted(effect, cause)) {
    return new KvUnavailableError('Cassandra is not available', { cause });
  }
  return new KvUnknownOutcomeError('Cassandra did not say what became of a write', { cause });
}

function isProgrammingError(cause: unknown): boolean {
  // The others are thrown while the statement is encoded.
  return isServerError(cause, ...refusals) || cause instanceof TypeError || cause instanceof errors.ArgumentError;
}

function wasNotExecuted(effect: Effect, cause: unknown): boolean {
  // With no retries a statement goes to another node only if it was not written to the first one.
  if (cause instanceof errors.NoHostAvailableError || cause instanceof errors.BusyConnectionError) return true;
  if (isServerError(cause, serverCodes.isBootstrapping)) return true;
  // Too few replicas for the Paxos rounds: nothing was proposed. Too few for storing what was decided: it is decided.
  return isServerError(cause, serverCodes.unavailableException) && (effect !== 'commit' || isSerial(cause));
}

function isSerial(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('consistencies' in cause)) return false;
  return cause.consistencies === consistencies.serial || cause.consistencies === consistencies.localSerial;
}
