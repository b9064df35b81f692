import { type Presence, PresenceUnavailableError, type Worker } from '@microchat/ports/presence';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { World } from '../world/world.ts';
import type { EngineCalls } from './engine-calls.ts';
import type { SharedPresence } from './shared-presence.ts';

export interface SimulatedPresenceOptions {
  readonly world: World;
  readonly shared: SharedPresence;
  readonly calls: EngineCalls;
  readonly random: SeededRandom;
}

/** Presence as one process sees it. */
export class SimulatedPresence implements Presence {
  readonly #options: SimulatedPresenceOptions;

  constructor(options: SimulatedPresenceOptions) {
    this.#options = options;
  }

  openLease(worker: Worker, ttlMs: number): Promise<void> {
    return this.#call('openLease', (presence) => presence.openLease(worker, ttlMs));
  }

  renewLease(incarnation: string, ttlMs: number): Promise<boolean> {
    return this.#call('renewLease', (presence) => presence.renewLease(incarnation, ttlMs));
  }

  closeLease(incarnation: string): Promise<void> {
    return this.#call('closeLease', (presence) => presence.closeLease(incarnation));
  }

  register(incarnation: string, topics: readonly string[], order: number): Promise<boolean> {
    return this.#call(`register ${topics.join()}`, (presence) => presence.register(incarnation, topics, order));
  }

  unregister(incarnation: string, topics: readonly string[], order: number): Promise<void> {
    return this.#call(`unregister ${topics.join()}`, (presence) => presence.unregister(incarnation, topics, order));
  }

  interested(topics: readonly string[]): Promise<Worker[][]> {
    return this.#call('', (presence) => presence.interested(topics));
  }

  async #call<Result>(label: string, effect: (presence: Presence) => Promise<Result>): Promise<Result> {
    const { world, shared, calls, random } = this.#options;
    const fault = world.faults.strikeOne(['presence: unavailable', 'presence: done but not answered'], random);
    // The engine decides in the turn in which the request arrives; its answer is a promise already.
    const answer = await calls.request(
      label,
      () => ({
        result: fault === 'presence: unavailable' ? undefined : shared.call(effect),
      }),
      { timedOut: () => new PresenceUnavailableError('simulated') },
    );
    if (fault !== undefined || answer.result === undefined) {
      answer.result?.catch(() => undefined);
      throw new PresenceUnavailableError('simulated');
    }
    return answer.result;
  }
}
