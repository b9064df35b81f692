import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { History } from '../checkers/history.ts';
import type { Device } from '../clients/device.ts';
import type { World } from '../world/world.ts';
import type { People } from './people.ts';

export interface WorkloadOptions {
  readonly world: World;
  readonly people: People;
  readonly history: History;
  readonly devices: readonly Device[];
  readonly intervalMs: number;
}

/** People doing things, one after the other at random times, some of them at once. */
export class Workload {
  readonly #options: WorkloadOptions;
  readonly #random: SeededRandom;

  constructor(options: WorkloadOptions) {
    this.#options = options;
    this.#random = options.world.random.fork('workload');
  }

  /** Goes on until `endMs`; what was begun by then goes on. */
  start(endMs: number): void {
    const { world, intervalMs } = this.#options;
    const delayMs = this.#random.next() * 2 * intervalMs;
    if (world.time.nowMs + delayMs >= endMs) return;
    world.time.schedule(delayMs, '', () => {
      this.#act();
      this.start(endMs);
    });
  }

  #act(): void {
    const { people, devices } = this.#options;
    const device = this.#random.pick(devices);
    const other = this.#random.pick(devices);
    if (other.userId !== device.userId) void people.send(device, { userId: other.userId });
  }
}
