import { ServiceError } from '@microchat/core/service-error';
import type { Random, Timer, Timers } from '@microchat/ports/time';
import type { PresenceDefinition } from '@microchat/presence/contract';
import type { Client } from '@microchat/rpc/service-contract';

const ttlMs = 10_000;
const renewIntervalMs = 3_000;
const openRetryDelayMs = 500;
/** At start presence must answer within this. */
const startTimeoutMs = 10_000;

export interface LeaseDependencies {
  readonly presence: Pick<Client<PresenceDefinition>, 'openLease' | 'renewLease' | 'closeLease'>;
  readonly timers: Timers;
  readonly random: Random;
  /** Where this worker's DeviceSink is reached. */
  readonly address: string;
  readonly workerId: number;
  /** A lease is open: `first` or in place of a lost one. */
  opened(incarnation: string, first: boolean): void;
  lost(): void;
  failed(call: 'open' | 'renew' | 'close', error: unknown): void;
}

/**
 * Holds this worker's lease. A lost lease never comes back: the worker takes a new incarnation, and whoever depends on
 * the lease is told by `opened`. While presence does not answer, the lease is neither renewed nor given up: whether it
 * has expired is presence's to say.
 */
export class LeaseKeeper {
  readonly #dependencies: LeaseDependencies;
  #incarnation = '';
  #timer: Timer | undefined;
  #replacing = false;
  #stopped = false;

  constructor(dependencies: LeaseDependencies) {
    this.#dependencies = dependencies;
  }

  /** Opens the first lease. Rejects if presence does not let it within 10 s. */
  async start(): Promise<void> {
    const { timers } = this.#dependencies;
    const deadlineMs = timers.monotonicMs() + startTimeoutMs;
    await this.#open(true, (error) => {
      if (timers.monotonicMs() >= deadlineMs) throw error;
    });
  }

  /** Ends the lease and with it all interests of this worker. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    if (this.#incarnation === '') return;
    try {
      await this.#dependencies.presence.closeLease({ incarnation: this.#incarnation });
    } catch (error) {
      // It expires by itself.
      this.#dependencies.failed('close', error);
    }
  }

  /** Presence does not know the lease of `incarnation`. */
  leaseLost(incarnation: string): void {
    if (incarnation === this.#incarnation) void this.#replace();
  }

  async #replace(): Promise<void> {
    if (this.#replacing || this.#stopped) return;
    this.#replacing = true;
    this.#timer?.cancel();
    this.#dependencies.lost();
    await this.#open(false, () => {});
    this.#replacing = false;
  }

  async #open(first: boolean, check: (error: unknown) => void): Promise<void> {
    const { presence, timers, address, opened, failed } = this.#dependencies;
    while (!this.#stopped) {
      const incarnation = this.#newIncarnation();
      try {
        await presence.openLease({ incarnation, address, ttlMs });
        this.#incarnation = incarnation;
        this.#scheduleRenewal();
        opened(incarnation, first);
        return;
      } catch (error) {
        failed('open', error);
        check(error);
        await new Promise<void>((resolve) => timers.after(openRetryDelayMs, resolve));
      }
    }
  }

  #scheduleRenewal(): void {
    if (this.#stopped) return;
    this.#timer = this.#dependencies.timers.after(renewIntervalMs, () => void this.#renew());
  }

  async #renew(): Promise<void> {
    const incarnation = this.#incarnation;
    try {
      const { alive } = await this.#dependencies.presence.renewLease({ incarnation, ttlMs });
      if (!alive) return this.leaseLost(incarnation);
    } catch (error) {
      this.#dependencies.failed('renew', error);
      if (error instanceof ServiceError && error.reason === 'LEASE_LOST') return this.leaseLost(incarnation);
    }
    if (incarnation === this.#incarnation && !this.#replacing) this.#scheduleRenewal();
  }

  #newIncarnation(): string {
    const { random, workerId } = this.#dependencies;
    return `w${workerId}-${Buffer.from(random.bytes(12)).toString('hex')}`;
  }
}
