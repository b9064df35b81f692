import type { Random, Timers } from '@microchat/ports/time';
import type { Changes__Output } from '@microchat/proto/microchat/client/v1/Changes';
import { type RoundsObserver, UpdateRounds } from './update-rounds.ts';
import { type SyncReads, type UpdateRequest, UpdateWait, type WaitOutcome } from './update-wait.ts';

export interface UpdatesObserver extends RoundsObserver {
  waiting(count: number): void;
  waitEnded(outcome: WaitOutcome): void;
}

export interface UpdatesDependencies {
  readonly sync: SyncReads;
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: UpdatesObserver;
}

/**
 * Lets short connections wait for news.
 *
 * Nothing depends on a push: while somebody waits, the store is asked about once a second, so that whatever delivery has
 * stored is found within that time, and what was missed in one round is found in the next.
 */
export class Updates {
  readonly #dependencies: UpdatesDependencies;
  readonly #rounds: UpdateRounds;
  readonly #waits = new Set<UpdateWait>();
  readonly #byDevice = new Map<string, UpdateWait>();
  #isDraining = false;

  constructor(dependencies: UpdatesDependencies) {
    this.#dependencies = dependencies;
    this.#rounds = new UpdateRounds(dependencies);
  }

  /** What changed since the cursor, as soon as anything did; nothing after `waitMs`. */
  async next(request: UpdateRequest): Promise<Changes__Output> {
    const { sync, timers } = this.#dependencies;
    const wait = new UpdateWait(request, sync);
    const leave = this.#enter(wait);
    const timeout = timers.after(request.waitMs, () => wait.end('empty'));
    const gone = () => wait.end('gone');
    request.signal.addEventListener('abort', gone);
    if (request.signal.aborted) gone();
    try {
      await wait.read();
      if (this.#isDraining) wait.end('draining');
      if (wait.outcome === undefined) this.#rounds.add(wait);
      return await wait.answer;
    } finally {
      request.signal.removeEventListener('abort', gone);
      timeout.cancel();
      this.#rounds.remove(wait);
      leave();
    }
  }

  /** Answers everybody who waits, and from now on at once. */
  drain(): void {
    this.#isDraining = true;
    for (const wait of this.#waits) wait.end('draining');
  }

  /** Who waited before for the same device is answered. */
  #enter(wait: UpdateWait): () => void {
    const { observer } = this.#dependencies;
    const { userId, deviceId } = wait.request;
    // User ids have no spaces.
    const device = deviceId === '' ? undefined : `${userId} ${deviceId}`;
    if (device !== undefined) {
      this.#byDevice.get(device)?.end('replaced');
      this.#byDevice.set(device, wait);
    }
    this.#waits.add(wait);
    observer.waiting(this.#waits.size);
    return () => {
      if (device !== undefined && this.#byDevice.get(device) === wait) this.#byDevice.delete(device);
      this.#waits.delete(wait);
      observer.waiting(this.#waits.size);
      observer.waitEnded(wait.outcome ?? 'failed');
    };
  }
}
