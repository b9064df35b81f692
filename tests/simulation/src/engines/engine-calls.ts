import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { Life } from '../world/life.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';

export interface EngineCallsOptions {
  readonly world: World;
  readonly network: Network;
  /** Name of the engine in the network. */
  readonly engine: string;
  readonly life: Life;
  readonly random: SeededRandom;
}

/** A driver waits this long for an engine. */
const timeoutMs = 2_500;

export interface RequestOptions {
  /** On top of the way there. */
  readonly extraMs?: number;
  /** What the caller gets when the driver gives up. */
  readonly timedOut: () => Error;
}

/** What the engine does when a request reaches it. Throws what the caller shall get. */
export type Effect<Result> = () => Result;

/** Requests of one process to an engine: the way there, the effect, the way back. A crash in between leaves what it left. */
export class EngineCalls {
  readonly #options: EngineCallsOptions;

  constructor(options: EngineCallsOptions) {
    this.#options = options;
  }

  /**
   * Rejects with `timedOut` when there is no answer in time.
   * @param label for the trace; empty: not worth a line
   */
  request<Result>(label: string, effect: Effect<Result>, { extraMs = 0, timedOut }: RequestOptions): Promise<Result> {
    const { world, life, random, network, engine } = this.#options;
    return new Promise((resolve, reject) => {
      if (!life.isAlive) return;
      const fullLabel = label === '' ? '' : `${life.name} > ${engine} ${label}`;
      const timer = life.after(timeoutMs, () => {
        world.faults.fired('engine: no answer in time');
        reject(timedOut());
      });
      network.sendIn(network.latencyMs(random) + extraMs, life.name, engine, fullLabel, () => {
        if (!life.isAlive && !this.#outlives()) return;
        const settle = settled(effect, resolve, reject);
        network.send(engine, life.name, fullLabel === '' ? '' : `${fullLabel} done`, () =>
          life.run(() => {
            timer.cancel();
            settle();
          }),
        );
      });
    });
  }

  /** The effect comes later, and nobody hears of it. */
  requestUnheard(label: string, effect: Effect<unknown>, afterMs: number): void {
    const { world, life, engine } = this.#options;
    world.time.schedule(afterMs, `${life.name} > ${engine} ${label} late`, () => {
      effect();
    });
  }

  /** A request on its way when its sender dies may still arrive. */
  #outlives(): boolean {
    const { world, random } = this.#options;
    const outlives = random.chance(0.5);
    world.faults.fired(outlives ? 'store: write outlived its writer' : 'store: write died with its writer');
    return outlives;
  }
}

function settled<Result>(
  effect: Effect<Result>,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): () => void {
  try {
    const result = effect();
    return () => resolve(result);
  } catch (error) {
    return () => reject(error);
  }
}
