import { constants } from 'node:os';
import { KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';

/** MDB_MAP_FULL of lmdb.h. */
const mapFull = -30792;

/**
 * Codes after which a transaction is certainly not applied: there was no room for its pages. Every other failure may have
 * struck while the meta page was written, so that only reading again tells.
 */
const notAppliedCodes: readonly number[] = [
  mapFull,
  constants.errno.ENOSPC,
  constants.errno.EFBIG,
  constants.errno.EDQUOT,
];

/** lmdb rejects with an error whose `commitError` is a promise that rejects later with the cause; nobody else handles it. */
export async function writeFailure(error: unknown): Promise<KvUnavailableError | KvUnknownOutcomeError> {
  if (error instanceof KvUnavailableError || error instanceof KvUnknownOutcomeError) return error;
  const cause = await causeOf(error);
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (typeof code === 'number' && notAppliedCodes.includes(code)) {
    return new KvUnavailableError('the embedded store has no room left', { cause });
  }
  return new KvUnknownOutcomeError('the embedded store failed while it wrote', { cause });
}

async function causeOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error;
  try {
    await error.commitError;
    return error;
  } catch (cause) {
    return cause;
  }
}
