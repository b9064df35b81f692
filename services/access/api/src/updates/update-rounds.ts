import type { Random, Timer, Timers } from '@microchat/ports/time';
import { apiLimits } from '../api-limits.ts';
import { pauseMsOf } from '../domain/updates.ts';
import type { UpdateWait } from './update-wait.ts';

export interface RoundsObserver {
  checkFailed(): void;
  roundEnded(durationMs: number): void;
}

export interface RoundsDependencies {
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: RoundsObserver;
}

/**
 * Looks for the news of everybody who waits, round after round while anybody does. A round ends before the next begins and
 * asks a bounded number of questions at the same time: many who wait, or a slow store, make news later, never more work.
 */
export class UpdateRounds {
  readonly #dependencies: RoundsDependencies;
  readonly #waits = new Set<UpdateWait>();
  #next: Timer | undefined;
  #isRunning = false;

  constructor(dependencies: RoundsDependencies) {
    this.#dependencies = dependencies;
  }

  add(wait: UpdateWait): void {
    this.#waits.add(wait);
    this.#schedule();
  }

  remove(wait: UpdateWait): void {
    this.#waits.delete(wait);
    if (this.#waits.size > 0) return;
    this.#next?.cancel();
    this.#next = undefined;
  }

  #schedule(): void {
    if (this.#isRunning || this.#next !== undefined || this.#waits.size === 0) return;
    const { timers, random } = this.#dependencies;
    this.#next = timers.after(pauseMsOf(apiLimits.updatesCheckIntervalMs, random.next()), () => {
      this.#next = undefined;
      void this.#round();
    });
  }

  async #round(): Promise<void> {
    const { timers, observer } = this.#dependencies;
    const startedAtMs = timers.monotonicMs();
    this.#isRunning = true;
    const waiting = [...this.#waits].values();
    const lane = async () => {
      for (const wait of waiting) await this.#check(wait);
    };
    await Promise.all(Array.from({ length: apiLimits.updatesChecksAtOnceMax }, lane));
    this.#isRunning = false;
    observer.roundEnded(timers.monotonicMs() - startedAtMs);
    this.#schedule();
  }

  async #check(wait: UpdateWait): Promise<void> {
    if (wait.outcome !== undefined) return;
    try {
      await wait.check();
    } catch {
      // Its cursor has not moved: the next round asks the same, and so does the client after this wait.
      if (wait.outcome === undefined) this.#dependencies.observer.checkFailed();
    }
  }
}
