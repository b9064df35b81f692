import { ServiceError } from '@microchat/core/service-error';
import type { reasons } from './reasons.ts';

/** Bytes or text that are no message at all: the connection is closed with 4004. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError';
}

/**
 * Remembers the first breach of the schema while decoding goes on, so that the id of an invalid frame is known
 * wherever in the frame it stands.
 */
export class Violations {
  #first: ServiceError | undefined;

  get first(): ServiceError | undefined {
    return this.#first;
  }

  add(reason: FormReason, field: string, message: string): void {
    this.#first ??= invalidArgument(reason, field, message);
  }
}

/** Reasons of INVALID_ARGUMENT. */
export type FormReason =
  | typeof reasons.wrongType
  | typeof reasons.outOfRange
  | typeof reasons.required
  | typeof reasons.tooLong
  | typeof reasons.tooMany
  | typeof reasons.badFormat
  | typeof reasons.unknownEnumValue
  | typeof reasons.oneofConflict
  | typeof reasons.notAllowed;

export function invalidArgument(reason: FormReason, field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason, field, message });
}

/** A decoded message. With a violation the value is not to be used, except for its id. */
export interface Decoded<Output> {
  readonly value: Output;
  readonly violation: ServiceError | undefined;
}

/** Path of a field inside the message at `path`; the outermost message has the path ''. */
export function fieldPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
