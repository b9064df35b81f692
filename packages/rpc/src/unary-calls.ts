import type { Client as GrpcClient } from '@grpc/grpc-js';
import type { Clock } from '@microchat/ports/time';

import { failLater, type OutgoingCall } from './channel.ts';
import { fromGrpcError } from './grpc-errors.ts';
import { passBytes } from './grpc-options.ts';
import { callMetadata } from './peer-credentials.ts';
import { rpcLimits } from './rpc-limits.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { connectionLost, notConnected, tooManyCalls, transportReasons } from './transport-errors.ts';

export interface UnaryCallsOptions {
  readonly grpc: GrpcClient;
  /** Shown with every call. */
  readonly key: string | undefined;
  readonly clock: Clock;
  readonly observer: RpcObserver;
  /** Default: rpcLimits.callsInFlightMax. */
  readonly callsInFlightMax?: number | undefined;
  /** Calls back once: whether there is a connection, after trying to make one. */
  whenConnected(listener: (isConnected: boolean) => void): void;
  /** A call found no connection. */
  lost(): void;
  /** The server takes no new calls. */
  draining(): void;
  /** The last call in flight is settled. */
  idle(): void;
}

interface PendingCall {
  readonly call: OutgoingCall;
  cancelRequest: (() => void) | undefined;
}

/** Calls of one connection that are gRPC calls of their own; their number is bounded. */
export class UnaryCalls {
  readonly #options: UnaryCallsOptions;
  readonly #pending = new Set<PendingCall>();

  constructor(options: UnaryCallsOptions) {
    this.#options = options;
  }

  get inFlight(): number {
    return this.#pending.size;
  }

  /** Answers how to cancel the call. */
  start(call: OutgoingCall): () => void {
    const { callsInFlightMax = rpcLimits.callsInFlightMax, observer } = this.#options;
    if (this.#pending.size >= callsInFlightMax) {
      observer.refused(call.method.path);
      return failLater(call, tooManyCalls());
    }
    const pending: PendingCall = { call, cancelRequest: undefined };
    this.#pending.add(pending);
    this.#options.whenConnected((isConnected) => {
      if (!this.#pending.has(pending)) return;
      if (isConnected) {
        this.#send(pending);
        return;
      }
      if (this.#take(pending)) call.fail(notConnected());
      this.#options.lost();
    });
    return () => {
      if (this.#take(pending)) pending.cancelRequest?.();
    };
  }

  /** Fails what is in flight. */
  close(): void {
    for (const pending of [...this.#pending]) {
      this.#take(pending);
      pending.cancelRequest?.();
      pending.call.fail(connectionLost());
    }
  }

  #send(pending: PendingCall): void {
    const { call } = pending;
    const { grpc, key, clock } = this.#options;
    const request = grpc.makeUnaryRequest<Uint8Array, Buffer>(
      `/${call.method.path}`,
      passBytes,
      passBytes,
      call.request,
      callMetadata(key, call.traceparent),
      { deadline: clock.now() + call.timeoutMs },
      (error, reply) => {
        if (!this.#take(pending)) return;
        if (error === null) return call.succeed(reply ?? new Uint8Array());
        const failure = fromGrpcError(error);
        if (failure.reason === transportReasons.DRAINING) this.#options.draining();
        call.fail(failure);
      },
    );
    pending.cancelRequest = () => request.cancel();
  }

  /** False if it is settled already. */
  #take(pending: PendingCall): boolean {
    if (!this.#pending.delete(pending)) return false;
    if (this.#pending.size === 0) this.#options.idle();
    return true;
  }
}
