import type { ServiceError } from '@microchat/core/service-error';

import type { MethodCodec } from './codec.ts';

/** One attempt of a call on its way out. Exactly one of `succeed` and `fail` is called, later, unless it is cancelled. */
export interface OutgoingCall {
  readonly method: MethodCodec;
  /** Encoded. */
  readonly request: Uint8Array;
  /** The request as its handler gets it, where the channel asked for copies. */
  readonly requestCopy?: object | undefined;
  /** What is left of the deadline; the caller itself watches it. */
  readonly timeoutMs: number;
  readonly traceparent: string;
  /** Calls with the same one go to the same instance where they can. Empty: any instance. */
  readonly affinityKey: string;
  /** Instances where the call has failed: channels to several instances note them and try others first. */
  readonly failedAt: string[];
  succeed(reply: Uint8Array): void;
  /** With a copy of the reply, where the request was one. */
  succeedWithCopy?(reply: object): void;
  fail(error: ServiceError): void;
}

/** A way to a service: local, a gRPC connection, or a pool of instances. Clients of several contracts share it. */
export interface Channel {
  /** Nothing goes over a wire: it wants requests as copies, not encoded. */
  readonly takesCopies?: boolean;
  /** Starts a call; the returned function tells the server that nobody waits any more. */
  start(call: OutgoingCall): () => void;
  /** Fails what is in flight with UNAVAILABLE; later calls too. */
  close(): void;
}

export type ProbeResult = 'serving' | 'notServing' | 'noAnswer';

/** A way to one instance of several. */
export interface InstanceChannel extends Channel {
  /** Asks whether the instance wants calls. Never rejects; `noAnswer` after `timeoutMs` at the latest. */
  probe(timeoutMs: number): Promise<ProbeResult>;
  /** Takes no new calls and closes when those in flight are answered. */
  retire(): void;
}

/** Fails a call that cannot be started, not inside its caller's stack. Answers how to cancel it, as `Channel.start` does. */
export function failLater(call: OutgoingCall, error: ServiceError): () => void {
  let isCancelled = false;
  queueMicrotask(() => {
    if (!isCancelled) call.fail(error);
  });
  return () => {
    isCancelled = true;
  };
}
