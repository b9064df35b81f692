import { ServiceError } from '@microchat/core/service-error';
import { MessageTooLargeError } from '@microchat/proto/compiled-message';
import type { Random, Timer, Timers } from '@microchat/ports/time';

import type { CancelSignal } from './cancel-signal.ts';
import type { Channel, OutgoingCall } from './channel.ts';
import { type MethodCodec, serviceCodec } from './codec.ts';
import { DeadlineQueue, type DeadlineSlot, type Expirable } from './deadline-queue.ts';
import { RetryBudget } from './retry-budget.ts';
import { rpcLimits } from './rpc-limits.ts';
import type { RpcObserver } from './rpc-observer.ts';
import type { CallOptions, Client, ServiceContract, ServiceDefinition } from './service-contract.ts';
import { cancelled, deadlineExceeded, internalError, messageTooLarge, wasNotExecuted } from './transport-errors.ts';

export interface ClientRuntime {
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: RpcObserver;
}

/**
 * A typed client of a contract over a channel. Deadline, cancellation, retry and the limits live here, the same for
 * every transport; a channel only carries bytes.
 */
export function createClient<Definition extends ServiceDefinition>(
  contract: ServiceContract<Definition>,
  channel: Channel,
  runtime: ClientRuntime,
): Client<Definition> {
  const budget = new RetryBudget();
  const methods: Record<string, (request: object, options?: CallOptions) => Promise<object>> = {};
  for (const codec of serviceCodec(contract).methods.values()) {
    methods[codec.name] = (request, options) =>
      new Promise((resolve, reject) => {
        new ClientCall(codec, channel, runtime, budget, resolve, reject).start(request, options ?? {});
      });
  }
  return methods as Client<Definition>;
}

/** A retry waits this long plus up to as much again at random, unless the error advises longer. */
const retryDelayMs = 20;

const noBytes = new Uint8Array();

class ClientCall implements OutgoingCall, Expirable {
  readonly method: MethodCodec;
  request: Uint8Array = noBytes;
  requestCopy: object | undefined;
  timeoutMs = 0;
  traceparent = '';
  affinityKey = '';
  readonly failedAt: string[] = [];
  readonly #channel: Channel;
  readonly #runtime: ClientRuntime;
  readonly #budget: RetryBudget;
  readonly #resolve: (reply: object) => void;
  readonly #reject: (error: ServiceError) => void;
  #deadlineMs = 0;
  #deadlineSlot: DeadlineSlot | undefined;
  #retryTimer: Timer | undefined;
  #signal: CancelSignal | undefined;
  #cancelAttempt: (() => void) | undefined;
  #isRetry = false;
  #isSettled = false;

  constructor(
    method: MethodCodec,
    channel: Channel,
    runtime: ClientRuntime,
    budget: RetryBudget,
    resolve: (reply: object) => void,
    reject: (error: ServiceError) => void,
  ) {
    this.method = method;
    this.#channel = channel;
    this.#runtime = runtime;
    this.#budget = budget;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(message: object, options: CallOptions): void {
    const { timers } = this.#runtime;
    const timeoutMs = Math.min(options.timeoutMs ?? Number.POSITIVE_INFINITY, this.method.options.timeoutMs);
    if (options.signal?.aborted) return this.#settle(causeOf(options.signal));
    if (timeoutMs <= 0) return this.#settle(deadlineExceeded());
    if (!this.#take(message)) return;
    this.traceparent = options.traceparent ?? '';
    this.affinityKey = this.method.affinityKey(message);
    this.#deadlineMs = timers.monotonicMs() + timeoutMs;
    this.#deadlineSlot = DeadlineQueue.of(timers).add(this.#deadlineMs, this);
    if (options.signal !== undefined) this.#follow(options.signal);
    this.#budget.earn();
    this.#attempt(timeoutMs);
  }

  succeed(bytes: Uint8Array): void {
    if (this.#isSettled) return;
    let reply: object;
    try {
      reply = this.method.decodeReply(bytes);
    } catch (error) {
      this.#runtime.observer.internalError(this.method.path, error);
      return this.#settle(internalError());
    }
    this.#cleanUp();
    this.#resolve(reply);
  }

  succeedWithCopy(reply: object): void {
    if (this.#isSettled) return;
    this.#cleanUp();
    this.#resolve(reply);
  }

  fail(error: ServiceError): void {
    if (this.#isSettled) return;
    if (this.#isRetry || !this.#mayRepeat(error)) return this.#settle(error);
    const { timers, random, observer } = this.#runtime;
    const delayMs = Math.max(error.retryAfterMs, retryDelayMs) + random.next() * retryDelayMs;
    if (delayMs >= this.#deadlineMs - timers.monotonicMs()) return this.#settle(error);
    if (!this.#budget.spend()) {
      observer.retryDenied(this.method.path);
      return this.#settle(error);
    }
    this.#isRetry = true;
    this.#cancelAttempt = undefined;
    this.#retryTimer = timers.after(delayMs, () => {
      observer.retried(this.method.path);
      this.#attempt(Math.max(1, this.#deadlineMs - timers.monotonicMs()));
    });
  }

  #mayRepeat(error: ServiceError): boolean {
    return error.code === 'UNAVAILABLE' && (this.method.options.retry === 'safe' || wasNotExecuted(error));
  }

  /** The deadline has passed. */
  expire(): void {
    this.#abandon(deadlineExceeded());
  }

  #onAbort: (() => void) | undefined;

  #follow(signal: CancelSignal): void {
    this.#signal = signal;
    this.#onAbort = () => this.#abandon(causeOf(signal));
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  #attempt(timeoutMs: number): void {
    this.timeoutMs = timeoutMs;
    this.#cancelAttempt = this.#channel.start(this);
  }

  /** Nobody waits any more: tell the server, too. */
  #abandon(error: ServiceError): void {
    if (this.#isSettled) return;
    this.#cancelAttempt?.();
    this.#settle(error);
  }

  /** Now, and once for all attempts: the caller may change the message afterwards. */
  #take(message: object): boolean {
    const { messageBytesMax } = rpcLimits;
    try {
      if (this.#channel.takesCopies === true) {
        this.requestCopy = this.method.copyRequest(message, messageBytesMax);
        return true;
      }
      this.request = this.method.encodeRequest(message);
    } catch (error) {
      if (error instanceof MessageTooLargeError) {
        this.#settle(messageTooLarge(error.bytes, messageBytesMax));
        return false;
      }
      this.#runtime.observer.internalError(this.method.path, error);
      this.#settle(internalError());
      return false;
    }
    if (this.request.length <= messageBytesMax) return true;
    this.#settle(messageTooLarge(this.request.length, messageBytesMax));
    return false;
  }

  #settle(error: ServiceError): void {
    this.#cleanUp();
    this.#reject(error);
  }

  #cleanUp(): void {
    this.#isSettled = true;
    if (this.#deadlineSlot !== undefined) DeadlineQueue.of(this.#runtime.timers).remove(this.#deadlineSlot, this);
    this.#retryTimer?.cancel();
    if (this.#onAbort !== undefined) this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}

/** A handler passes its own signal on, which tells why it ended: by its deadline, or because its caller gave up. */
function causeOf(signal: CancelSignal | undefined): ServiceError {
  return signal?.reason instanceof ServiceError ? signal.reason : cancelled();
}
