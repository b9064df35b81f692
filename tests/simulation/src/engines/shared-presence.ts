import { InProcessPresence } from '@microchat/adapters/in-process-presence';
import type { Presence, Worker } from '@microchat/ports/presence';
import type { Timers } from '@microchat/ports/time';

/** The presence engine that all processes share. It forgets when it is flushed. */
export class SharedPresence {
  readonly #timers: Timers;
  readonly #incarnations = new Set<string>();
  #presence: Presence;

  constructor(timers: Timers) {
    this.#timers = timers;
    this.#presence = new InProcessPresence(timers);
  }

  call<Result>(effect: (presence: Presence) => Promise<Result>): Promise<Result> {
    const presence = this.#presence;
    return effect({
      openLease: (worker: Worker, ttlMs: number) => {
        this.#incarnations.add(worker.incarnation);
        return presence.openLease(worker, ttlMs);
      },
      renewLease: (incarnation, ttlMs) => presence.renewLease(incarnation, ttlMs),
      closeLease: (incarnation) => presence.closeLease(incarnation),
      register: (incarnation, topics, order) => presence.register(incarnation, topics, order),
      unregister: (incarnation, topics, order) => presence.unregister(incarnation, topics, order),
      interested: (topics) => presence.interested(topics),
    });
  }

  /** Everything is gone, as after a failover; false if there was nothing. */
  flush(): boolean {
    this.#presence = new InProcessPresence(this.#timers);
    const held = this.#incarnations.size > 0;
    this.#incarnations.clear();
    return held;
  }

  /** Ends one lease as if it had expired; false if there is none. */
  endLease(pick: (incarnations: readonly string[]) => string): boolean {
    if (this.#incarnations.size === 0) return false;
    const incarnation = pick([...this.#incarnations]);
    this.#incarnations.delete(incarnation);
    void this.#presence.closeLease(incarnation);
    return true;
  }
}
