import type { OutboxRow } from './outbox-rows.ts';

/** Kept at most; beyond that they are read back from the store. */
const rowsMax = 16;

/**
 * Events that this process has just committed and not yet published, so that they need not be read back. Either all
 * events after some version, or nothing.
 */
export class FreshRows {
  #rows: readonly OutboxRow[] = [];
  /** All events after this version are in `#rows`. */
  #after = Number.POSITIVE_INFINITY;

  /** @param eventsBefore version of the newest commit with events before this one */
  add(row: OutboxRow, eventsBefore: number): void {
    if (this.#rows.at(-1)?.version === eventsBefore && this.#rows.length < rowsMax) {
      this.#rows = [...this.#rows, row];
      return;
    }
    this.#rows = [row];
    this.#after = eventsBefore;
  }

  /** All rows after a version, oldest first; undefined if they are not known. */
  after(version: number): readonly OutboxRow[] | undefined {
    if (version < this.#after) return undefined;
    const rows = this.#rows.filter((row) => row.version > version);
    return rows.length === 0 ? undefined : rows;
  }

  /** The rows up to this version are in the log. */
  drop(through: number): void {
    this.#rows = this.#rows.filter((row) => row.version > through);
    this.#after = Math.max(this.#after, through);
  }

  clear(): void {
    this.#rows = [];
  }
}
