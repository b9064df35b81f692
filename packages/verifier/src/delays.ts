/** Buckets grow by a twentieth: a quantile is at most 5 % too high. */
const growth = 1.05;

/** Delays in bounded memory. */
export class Delays {
  readonly #counts: number[] = [];
  #count = 0;
  #max = 0;

  add(delayMs: number): void {
    const bucket = delayMs <= 1 ? 0 : Math.ceil(Math.log(delayMs) / Math.log(growth));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count += 1;
    this.#max = Math.max(this.#max, delayMs);
  }

  get count(): number {
    return this.#count;
  }

  /** Milliseconds, exactly. 0 without any. */
  get maxMs(): number {
    return this.#max;
  }

  /** Milliseconds, of the bucket's upper end. 0 without any. */
  quantileMs(quantile: number): number {
    let left = Math.ceil(this.#count * quantile);
    for (const bucket of this.#counts.keys()) {
      left -= this.#counts[bucket] ?? 0;
      if (left <= 0 && this.#count > 0) return Math.min(growth ** bucket, this.#max);
    }
    return this.#max;
  }
}
