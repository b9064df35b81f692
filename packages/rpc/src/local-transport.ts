import type { ServiceError } from '@microchat/core/service-error';
import type { Timers } from '@microchat/ports/time';

import { type Channel, failLater, type OutgoingCall } from './channel.ts';
import { rpcLimits } from './rpc-limits.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { ServerCall } from './server-call.ts';
import type { ServiceRegistry } from './service-registry.ts';
import { connectionLost, tooManyCalls } from './transport-errors.ts';

export interface LocalChannelOptions {
  readonly timers: Timers;
  readonly observer: RpcObserver;
  /** Default: rpcLimits.callsInFlightMax. */
  readonly callsInFlightMax?: number;
}

/**
 * The transport inside a process. Messages are copied to what encoding and decoding would make of them, so that no object
 * is shared between caller and handler, and a handler never runs inside its caller's stack.
 */
export class LocalChannel implements Channel {
  readonly takesCopies = true;
  readonly #registry: ServiceRegistry;
  readonly #timers: Timers;
  readonly #observer: RpcObserver;
  readonly #callsInFlightMax: number;
  readonly #inFlight = new Map<OutgoingCall, ServerCall>();
  #running = 0;
  #isClosed = false;

  constructor(registry: ServiceRegistry, options: LocalChannelOptions) {
    this.#registry = registry;
    this.#timers = options.timers;
    this.#observer = options.observer;
    this.#callsInFlightMax = options.callsInFlightMax ?? rpcLimits.callsInFlightMax;
  }

  start(call: OutgoingCall): () => void {
    if (this.#isClosed) return failLater(call, connectionLost());
    // Counts running handlers, not waiting callers: work that goes on after its caller left must stay bounded, too.
    if (this.#running >= this.#callsInFlightMax) {
      this.#observer.refused(call.method.path);
      return failLater(call, tooManyCalls());
    }
    const serverCall = new ServerCall(this.#timers, call.timeoutMs, call.traceparent);
    this.#running += 1;
    this.#inFlight.set(call, serverCall);
    void this.#run(call, serverCall);
    return () => {
      this.#inFlight.delete(call);
      serverCall.cancel();
    };
  }

  close(): void {
    this.#isClosed = true;
    for (const [call, serverCall] of this.#inFlight) {
      serverCall.cancel();
      failLater(call, connectionLost());
    }
    this.#inFlight.clear();
  }

  async #run(call: OutgoingCall, serverCall: ServerCall): Promise<void> {
    let settle: () => void;
    try {
      settle = await this.#dispatch(call, serverCall);
    } catch (error) {
      const failure = error as ServiceError;
      settle = () => call.fail(failure);
    }
    this.#running -= 1;
    if (this.#inFlight.delete(call)) settle();
  }

  /** Resolves with what tells the caller. A call that came by a pool of instances is encoded. */
  async #dispatch(call: OutgoingCall, serverCall: ServerCall): Promise<() => void> {
    const { method, requestCopy } = call;
    if (requestCopy === undefined) {
      const reply = await this.#registry.dispatch(method.path, call.request, serverCall);
      return () => call.succeed(reply);
    }
    const reply = await this.#registry.dispatchCopy(method.path, requestCopy, serverCall);
    return () => call.succeedWithCopy?.(reply);
  }
}
