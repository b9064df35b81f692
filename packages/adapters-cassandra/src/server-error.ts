import { errors, types } from 'cassandra-driver';

/** Codes of the native protocol. */
export const { responseErrorCodes: serverCodes } = types;

/** Cassandra itself answered with one of these codes. */
export function isServerError(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof errors.ResponseError && codes.includes(error.code);
}
