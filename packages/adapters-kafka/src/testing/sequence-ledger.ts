/**
 * What handlers saw, per key: sequences from 1, in order but for repetitions. A repetition may go back; what comes for
 * the first time must be the next.
 */
export class SequenceLedger {
  readonly #highest = new Map<string, number>();
  readonly gaps: string[] = [];
  repeated = 0;

  saw(key: string, sequence: number): void {
    const highest = this.highest(key);
    if (sequence <= highest) this.repeated++;
    else if (sequence > highest + 1) this.gaps.push(`${key}: ${sequence} after ${highest}`);
    this.#highest.set(key, Math.max(highest, sequence));
  }

  highest(key: string): number {
    return this.#highest.get(key) ?? 0;
  }

  get keys(): string[] {
    return [...this.#highest.keys()];
  }
}
