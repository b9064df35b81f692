import type { ServiceError } from '@microchat/core/service-error';

import type { OutgoingCall } from './channel.ts';
import type { MethodCodec } from './codec.ts';
import type { Instance, WaitingCall } from './instance.ts';

/** What a pool decides about the calls it has at its instances. */
export interface CallMoves {
  /** Called with what an instance answered instead of a reply. True: the call is under way at another one. */
  move(call: PooledCall, error: ServiceError): boolean;
}

/** A call at one instance of several. What the instance does with it tells of the instance's health, too. */
export class PooledCall implements OutgoingCall, WaitingCall {
  readonly method: MethodCodec;
  readonly request: Uint8Array;
  /** Of the first attempt: a later one may have less, which its caller watches. */
  readonly timeoutMs: number;
  readonly traceparent: string;
  readonly affinityKey: string;
  readonly failedAt: string[];
  readonly #call: OutgoingCall;
  readonly #moves: CallMoves;
  #instance: Instance | undefined;
  #cancelAttempt: (() => void) | undefined;

  constructor(call: OutgoingCall, moves: CallMoves) {
    this.#call = call;
    this.#moves = moves;
    this.method = call.method;
    this.request = call.request;
    this.timeoutMs = call.timeoutMs;
    this.traceparent = call.traceparent;
    this.affinityKey = call.affinityKey;
    this.failedAt = call.failedAt;
  }

  startAt(instance: Instance): void {
    this.#instance = instance;
    instance.add(this);
    this.#cancelAttempt = instance.channel.start(this);
  }

  succeed(reply: Uint8Array): void {
    const instance = this.#leave();
    instance?.answered();
    this.#call.succeed(reply);
  }

  fail(error: ServiceError): void {
    const instance = this.#leave();
    if (instance !== undefined) {
      if (error.code === 'UNAVAILABLE') this.failedAt.push(instance.address);
      instance.answered(error);
    }
    if (!this.#moves.move(this, error)) this.#call.fail(error);
  }

  /** Nobody waits any more. */
  cancel(): void {
    this.#leave();
    this.#cancelAttempt?.();
  }

  abandon(error: ServiceError): void {
    const instance = this.#leave();
    if (instance === undefined) return;
    this.failedAt.push(instance.address);
    this.#cancelAttempt?.();
    this.#call.fail(error);
  }

  #leave(): Instance | undefined {
    const instance = this.#instance;
    this.#instance = undefined;
    instance?.remove(this);
    return instance;
  }
}
