import { limits } from '@microchat/core/limits';
import { addIndexes, dropThrough } from './deleted-ranges.ts';
import type { ListEntry } from './list-entry.ts';

/** What a user no longer wants to see of a log. */
export interface Hiding {
  /** 0 = none. */
  readonly clearedThrough: number;
  readonly clearedCount: number;
  readonly deletedIndexes: readonly number[];
}

/**
 * Only grows, so it may be repeated and come in any order. The same entry when nothing new is hidden; undefined when more
 * deleted ranges would be left than an entry keeps, and then nothing of it is done.
 */
export function hideMessages(entry: ListEntry, hiding: Hiding): ListEntry | undefined {
  const cleared = clear(entry, hiding);
  const { clearedThrough } = cleared;
  const above = hiding.deletedIndexes.filter((index) => index > clearedThrough);
  const deleted = addIndexes(cleared.deleted, above);
  if (deleted === cleared.deleted) return cleared;
  return deleted.length > limits.deletedRangesMax ? undefined : { ...cleared, deleted };
}

function clear(entry: ListEntry, { clearedThrough, clearedCount }: Hiding): ListEntry {
  if (clearedThrough <= entry.clearedThrough) return entry;
  return { ...entry, clearedThrough, clearedCount, deleted: dropThrough(entry.deleted, clearedThrough) };
}
