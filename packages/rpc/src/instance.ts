import type { ServiceError } from '@microchat/core/service-error';
import type { Random, Timer, Timers } from '@microchat/ports/time';

import type { InstanceChannel } from './channel.ts';
import type { MethodCodec } from './codec.ts';
import {
  type InstanceEvent,
  type InstanceState,
  newInstance,
  nextState,
  probeDelayMs,
  probeTimeoutMs,
  quietMsMax,
  silentMsMax,
} from './instance-health.ts';
import { hashText } from './rendezvous.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { isAboutConnection, transportReasons } from './transport-errors.ts';

export interface InstanceOptions {
  /** `IP:port`. */
  readonly address: string;
  connect(onLost: () => void): InstanceChannel;
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: RpcObserver;
  /** It is available now, or no longer. */
  readonly onChange: (instance: Instance) => void;
}

/** A call that waits for its instance. */
export interface WaitingCall {
  readonly method: MethodCodec;
  /** The instance will not be waited for: it is told, and the call fails with `error`. */
  abandon(error: ServiceError): void;
}

/** One instance of a service as its callers see it: its calls in flight, and whether it gives signs of life. */
export class Instance {
  readonly address: string;
  readonly addressHash: number;
  readonly channel: InstanceChannel;
  readonly calls = new Set<WaitingCall>();
  readonly #options: InstanceOptions;
  #state: InstanceState = newInstance;
  #quietSinceMs = 0;
  #wasHeard = false;
  #probeTimer: Timer | undefined;
  #isProbing = false;
  #isClosed = false;

  constructor(options: InstanceOptions) {
    this.#options = options;
    this.address = options.address;
    this.addressHash = hashText(options.address);
    this.channel = options.connect(() => this.#receive('lost'));
  }

  get isAvailable(): boolean {
    return this.#state.kind === 'up';
  }

  get state(): InstanceState['kind'] {
    return this.#state.kind;
  }

  /** Asks for the first sign of life. */
  open(): void {
    this.#scheduleProbe();
  }

  add(call: WaitingCall): void {
    if (this.calls.size === 0) this.#quietSinceMs = this.#options.timers.monotonicMs();
    this.calls.add(call);
  }

  remove(call: WaitingCall): void {
    this.calls.delete(call);
  }

  /** A call was answered; `error`: with this. */
  answered(error?: ServiceError): void {
    if (error !== undefined) {
      if (isAboutConnection(error)) return this.#receive('lost');
      if (maybeOurs.has(error.reason)) return;
    }
    this.#wasHeard = true;
    if (this.#state.kind !== 'up') this.#receive('answered');
  }

  /** To be called a few times a second while calls are in flight: notices silence. */
  watch(): void {
    const nowMs = this.#options.timers.monotonicMs();
    if (this.#wasHeard || this.calls.size === 0) {
      this.#wasHeard = false;
      this.#quietSinceMs = nowMs;
      return;
    }
    const quietMs = nowMs - this.#quietSinceMs;
    if (quietMs >= silentMsMax) this.#receive('silent');
    else if (quietMs >= quietMsMax && !this.#isProbing) void this.#probe();
  }

  /** This process itself was stopped for a while: that nothing was heard then tells nothing. */
  forgiveSilence(): void {
    this.#quietSinceMs = this.#options.timers.monotonicMs();
  }

  /** It is no longer an instance of the service: answers what is in flight. */
  retire(): void {
    this.#stop();
    this.channel.retire();
  }

  close(): void {
    this.#stop();
    this.channel.close();
  }

  #stop(): void {
    this.#isClosed = true;
    this.#probeTimer?.cancel();
  }

  #receive(event: InstanceEvent): void {
    if (this.#isClosed) return;
    const before = this.#state;
    this.#state = nextState(before, event);
    if (this.#state.kind !== before.kind) {
      this.#options.observer.instanceChanged(this.address, this.#state.kind);
      this.#options.onChange(this);
    }
    this.#scheduleProbe();
  }

  #scheduleProbe(): void {
    if (this.#isClosed || this.#isProbing || this.#probeTimer !== undefined) return;
    const delayMs = probeDelayMs(this.#state, this.#options.random);
    if (delayMs === undefined) return;
    this.#probeTimer = this.#options.timers.after(delayMs, () => {
      this.#probeTimer = undefined;
      // Its calls may have shown meanwhile that it lives.
      if (this.#state.kind !== 'up') void this.#probe();
    });
  }

  async #probe(): Promise<void> {
    this.#isProbing = true;
    const result = await this.channel.probe(probeTimeoutMs);
    this.#isProbing = false;
    if (result !== 'noAnswer') this.#wasHeard = true;
    this.#receive(eventOf[result]);
  }
}

/** Errors that may have been made on this side of the connection, and so are no sign of life. */
const maybeOurs: ReadonlySet<string> = new Set([
  transportReasons.DEADLINE_EXCEEDED,
  transportReasons.CANCELLED,
  transportReasons.TOO_MANY_CALLS,
]);

const eventOf = {
  serving: 'probeServing',
  notServing: 'probeNotServing',
  noAnswer: 'probeUnanswered',
} as const satisfies Record<string, InstanceEvent>;
