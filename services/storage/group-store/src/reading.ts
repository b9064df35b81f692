import { isPassing, storeUnavailable } from '@microchat/partition-writer/writer-errors';

/** A read of the store; while the store is away, the error that tells callers to come back. */
export async function reading<Value>(read: Promise<Value>): Promise<Value> {
  try {
    return await read;
  } catch (error) {
    throw isPassing(error) ? storeUnavailable() : error;
  }
}
