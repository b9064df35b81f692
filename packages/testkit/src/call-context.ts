import type { CallContext } from '@microchat/rpc/service-contract';

export interface CallContextOptions {
  /** What `timeLeftMs` answers. Default 5 000. */
  readonly timeLeftMs?: number;
  /** Default: never aborts. */
  readonly signal?: AbortSignal;
  /** Default: none. */
  readonly traceparent?: string;
}

/** What a transport would hand to a handler, for calling handlers directly in unit tests. */
export function callContext(options: CallContextOptions = {}): CallContext {
  const timeLeftMs = options.timeLeftMs ?? 5_000;
  return {
    signal: options.signal ?? new AbortController().signal,
    timeLeftMs: () => timeLeftMs,
    traceparent: options.traceparent ?? '',
  };
}
