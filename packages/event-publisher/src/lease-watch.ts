interface Observed {
  readonly beat: number;
  /** When this beat was first seen without a gap since. */
  readonly sinceMs: number;
  readonly seenMs: number;
}

/**
 * Tells from the beats of others which have stopped. Needs no common clock: a beat that stays the same for `leaseMs` of
 * one's own time, watched without a gap, has stopped. After a gap (the watcher stood still, the store was away) watching
 * begins anew, because then everybody may have stood still.
 */
export class LeaseWatch {
  readonly #leaseMs: number;
  readonly #gapMsMax: number;
  #observed = new Map<string, Observed>();

  constructor(leaseMs: number, gapMsMax: number) {
    this.#leaseMs = leaseMs;
    this.#gapMsMax = gapMsMax;
  }

  /** One look at all beats. Returns who has stopped. Who is not in it is forgotten. */
  observe(beats: ReadonlyMap<string, number>, nowMs: number): string[] {
    const observed = new Map<string, Observed>();
    for (const [incarnation, beat] of beats) {
      const before = this.#observed.get(incarnation);
      const isSame = before?.beat === beat && nowMs - before.seenMs <= this.#gapMsMax;
      observed.set(incarnation, { beat, sinceMs: isSame ? before.sinceMs : nowMs, seenMs: nowMs });
    }
    this.#observed = observed;
    return [...observed]
      .filter(([, { sinceMs }]) => nowMs - sinceMs >= this.#leaseMs)
      .map(([incarnation]) => incarnation);
  }
}
