import { isPassing } from '@microchat/partition-writer/writer-errors';
import { tickAtEndOf, tickTimeMs } from '@microchat/core/message-id';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Clock, Random, Timer, Timers } from '@microchat/ports/time';
import { claimAny, claimGiven, type Claiming, type HeldClaim } from './claim-node-id.ts';
import { leaseTimes } from './lease-times.ts';
import { NodeClaims } from './node-claims.ts';
import { type NodeIdentity, nodeIdLost, type NodeTicks } from './node-identity.ts';

export interface NodeLeaseOptions {
  readonly kv: KvStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Where this process is reached, for people. */
  readonly address: string;
  /** Undefined: any that is free. */
  readonly node: number | undefined;
  /** Somebody else has the node id; no id is given until another claim succeeded. */
  lost(node: number): void;
  /** A claim after a loss failed; it is repeated. */
  claimFailed(cause: unknown): void;
}

/**
 * A node id of this process alone: claimed in the store, renewed by compare-and-set, and void in time when it cannot be
 * renewed. So two processes never give ids under one number, however they were configured or stopped. Message ids also
 * stay above all that earlier owners gave, whatever their clocks said.
 */
export class NodeLease implements NodeIdentity {
  readonly #options: NodeLeaseOptions;
  readonly #claims: NodeClaims;
  #ticks: NodeTicks = { node: 0, lastTick: 0n };
  #version = 0;
  /** On the monotonic clock. */
  #validUntilMs = Number.NEGATIVE_INFINITY;
  /** When the first renewal was begun whose outcome is not known yet, on the monotonic clock. */
  #inDoubtSinceMs: number | undefined;
  #isLost = false;
  #isReleased = false;
  #timer: Timer | undefined;
  #step: Promise<void> = Promise.resolve();

  /** @throws NodeIdTakenError, KvUnavailableError, Error all are in use. */
  static async claim(options: NodeLeaseOptions): Promise<NodeLease> {
    const lease = new NodeLease(options);
    await lease.#claim();
    lease.#schedule();
    return lease;
  }

  private constructor(options: NodeLeaseOptions) {
    this.#options = options;
    const owner = Buffer.from(options.random.bytes(12)).toString('hex');
    this.#claims = new NodeClaims(options.kv, owner, options.address);
  }

  current(): NodeTicks {
    if (this.#options.timers.monotonicMs() >= this.#validUntilMs) throw nodeIdLost();
    return this.#ticks;
  }

  /** Gives the node id back, so that its next owner need not wait. Never rejects: what is not given back expires. */
  async release(): Promise<void> {
    this.#isReleased = true;
    this.#timer?.cancel();
    if (this.#isLost) return;
    await this.#step;
    this.#validUntilMs = Number.NEGATIVE_INFINITY;
    try {
      await this.#claims.release(this.#ticks.node, this.#version, this.#usedThroughMs());
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
  }

  #schedule(): void {
    if (this.#isReleased) return;
    this.#timer = this.#options.timers.after(leaseTimes.renewEveryMs, () => {
      this.#step = this.#keep().finally(() => this.#schedule());
    });
  }

  /** Never rejects. */
  async #keep(): Promise<void> {
    try {
      if (this.#isLost) await this.#claim();
      else await this.#renew();
    } catch (error) {
      // While the store is away the claim holds for a while; then no ids are given until it is back.
      if (this.#isLost || !isPassing(error)) this.#options.claimFailed(error);
    }
  }

  async #claim(): Promise<void> {
    const { node, timers, random } = this.#options;
    const claiming: Claiming = { claims: this.#claims, timers, random, throughMs: () => this.#mayUseThroughMs() };
    this.#hold(node === undefined ? await claimAny(claiming) : await claimGiven(claiming, node));
  }

  #hold({ node, version, heldAtMs, usedThroughMs }: HeldClaim): void {
    this.#ticks = { node, lastTick: tickAtEndOf(usedThroughMs) };
    this.#renewed(version, heldAtMs);
    this.#isLost = false;
  }

  async #renew(): Promise<void> {
    const { timers } = this.#options;
    const { node } = this.#ticks;
    const begunMs = timers.monotonicMs();
    this.#inDoubtSinceMs ??= begunMs;
    const version = await this.#claims.hold(node, this.#version, this.#mayUseThroughMs());
    if (version !== undefined) {
      this.#renewed(version, begunMs);
      return;
    }
    const [claim] = await this.#claims.read([node]);
    if (claim?.owner === this.#claims.owner) {
      // It was an earlier renewal of ours whose outcome was unknown, begun at this time at the earliest.
      this.#renewed(claim.version, this.#inDoubtSinceMs);
      return;
    }
    this.#validUntilMs = Number.NEGATIVE_INFINITY;
    this.#isLost = true;
    this.#options.lost(node);
  }

  #renewed(version: number, begunMs: number): void {
    this.#version = version;
    this.#validUntilMs = Math.max(this.#validUntilMs, begunMs + leaseTimes.validMs);
    this.#inDoubtSinceMs = undefined;
  }

  /** Ids may run ahead of the clock, because they stay above earlier ones. */
  #usedThroughMs(): number {
    return Math.max(this.#options.clock.now(), tickTimeMs(this.#ticks.lastTick));
  }

  #mayUseThroughMs(): number {
    return this.#usedThroughMs() + leaseTimes.validMs;
  }
}
