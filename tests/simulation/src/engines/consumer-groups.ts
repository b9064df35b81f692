import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';
import { ConsumerGroup } from './consumer-group.ts';
import type { SharedState } from './shared-state.ts';

/** All consumer groups of the log. */
export class ConsumerGroups {
  readonly #world: World;
  readonly #network: Network;
  readonly #state: SharedState;
  readonly #groups = new Map<string, ConsumerGroup>();

  constructor(world: World, network: Network, state: SharedState) {
    this.#world = world;
    this.#network = network;
    this.#state = state;
  }

  of(topic: string, group: string): ConsumerGroup {
    const name = `${topic}/${group}`;
    let found = this.#groups.get(name);
    if (found === undefined) {
      const random = this.#world.random.fork(`group ${name}`);
      found = new ConsumerGroup({
        world: this.#world,
        network: this.#network,
        state: this.#state,
        topic,
        group,
        random,
      });
      this.#groups.set(name, found);
    }
    return found;
  }

  all(): readonly ConsumerGroup[] {
    return [...this.#groups.values()];
  }
}
