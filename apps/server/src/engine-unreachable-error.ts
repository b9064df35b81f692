import { failureReason } from './failure-reason.ts';

/** An engine that the configuration names did not answer, or refused us; the message is for people. */
export class EngineUnreachableError extends Error {
  override readonly name = 'EngineUnreachableError';

  constructor(engine: string, address: string, variable: string, cause: unknown) {
    super(`${engine} at ${address} (${variable}) cannot be used: ${failureReason(cause)}`, { cause });
  }
}
