import type { CallContext, CallOptions } from './service-contract.ts';

/** Options for calls made on behalf of `call`: its deadline, its cancellation, its trace. */
export function downstream(call: CallContext): CallOptions {
  return { timeoutMs: call.timeLeftMs(), signal: call.signal, traceparent: call.traceparent };
}
