import { largerOf } from './compare-bytes.ts';

/**
 * A row of a merge-only table in memory, of which other processes may know more. Offsets are those of one log partition:
 * whatever lies below an offset was in the store when somebody could first name that offset.
 */
export class KeptRow {
  #value: Uint8Array | undefined;
  /** Undefined: the store was never read, `#value` is only what was written here. */
  #completeBelow: number | undefined;

  get value(): Uint8Array | undefined {
    return this.#value;
  }

  /** Whether it contains what was stored for everything below the offset. Undefined: nobody can tell without reading. */
  isCompleteBelow(offset: number | undefined): boolean {
    return offset !== undefined && this.#completeBelow !== undefined && this.#completeBelow >= offset;
  }

  /** A value that is being written; the larger one stays. */
  raise(value: Uint8Array): void {
    this.#value = largerOf(this.#value, value);
  }

  /** What a read answered that began when `completeBelow` was known. */
  wasRead(stored: Uint8Array | undefined, completeBelow: number): void {
    // A copy: what the store hands out may be a view into a page.
    this.#value = largerOf(this.#value, stored && Uint8Array.from(stored));
    this.#completeBelow = Math.max(this.#completeBelow ?? 0, completeBelow);
  }
}
