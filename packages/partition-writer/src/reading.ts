import { isPassing, storeUnavailable } from './writer-errors.ts';

/** A call of the store that goes past the writers; while the store is away, the error that tells callers to come back. */
export async function reading<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    throw isPassing(error) ? storeUnavailable() : error;
  }
}
