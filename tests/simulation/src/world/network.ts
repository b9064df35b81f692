import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { World } from './world.ts';

/** Milliseconds on the way, most of the time. */
const latencyMsMin = 0.2;
const latencyMsMax = 2;
/** A packet that was sent again. */
const slowShare = 0.01;
const slowMsMax = 40;
/** Part of what a partition catches that arrives after all, when it heals (TCP sends again). */
const heldShare = 0.5;

interface Held {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly deliver: () => void;
}

/** Messages between processes: each takes its time, and none passes a partition. */
export class Network {
  readonly #world: World;
  readonly #random: SeededRandom;
  readonly #cut = new Set<string>();
  #held: Held[] = [];

  constructor(world: World) {
    this.#world = world;
    this.#random = world.random.fork('network');
  }

  latencyMs(random: SeededRandom = this.#random): number {
    if (random.chance(slowShare)) return random.next() * slowMsMax;
    return latencyMsMin + random.next() * (latencyMsMax - latencyMsMin);
  }

  /** Delivers after the usual time, unless a partition is in the way when it is sent. */
  send(from: string, to: string, label: string, deliver: () => void): void {
    this.sendIn(this.latencyMs(), from, to, label, deliver);
  }

  sendIn(delayMs: number, from: string, to: string, label: string, deliver: () => void): void {
    if (!this.isCut(from, to)) {
      this.#world.time.schedule(delayMs, label, deliver);
    } else if (this.#random.chance(heldShare)) {
      this.#world.faults.fired('network: message held by a partition');
      this.#held.push({ from, to, label, deliver });
    } else this.#world.faults.fired('network: message lost in a partition');
  }

  isCut(from: string, to: string): boolean {
    return this.#cut.has(linkOf(from, to));
  }

  /** Nothing passes between the two groups from now on. */
  partition(group: readonly string[], others: readonly string[]): void {
    for (const from of group) for (const to of others) this.#cut.add(linkOf(from, to));
  }

  healAll(): void {
    this.#cut.clear();
    const held = this.#held;
    this.#held = [];
    for (const { from, to, label, deliver } of held) this.send(from, to, label, deliver);
  }
}

function linkOf(from: string, to: string): string {
  return from < to ? `${from} ${to}` : `${to} ${from}`;
}
