import type { IndexRange } from '@microchat/core/index-range';

/** Entries of one conversation that a user has deleted for itself: ascending, never adjacent. Never changed in place; rows are encoded from it as it is. */
export type DeletedRanges = IndexRange[];

/** The ranges with more indexes; the same list when all of them are in it already. */
export function addIndexes(ranges: DeletedRanges, indexes: readonly number[]): DeletedRanges {
  const unknown = indexes.filter(
    (index) => !ranges.some(({ fromIndex, toIndex }) => fromIndex <= index && index <= toIndex),
  );
  if (unknown.length === 0) return ranges;
  const single = unknown.map((index) => ({ fromIndex: index, toIndex: index }));
  const merged: IndexRange[] = [];
  for (const range of [...ranges, ...single].sort((left, right) => left.fromIndex - right.fromIndex)) {
    const last = merged.at(-1);
    if (last === undefined || range.fromIndex > last.toIndex + 1) merged.push(range);
    else merged[merged.length - 1] = { ...last, toIndex: Math.max(last.toIndex, range.toIndex) };
  }
  return merged;
}

/** The ranges without everything up to and including an index; the same list when nothing of it is in there. */
export function dropThrough(ranges: DeletedRanges, index: number): DeletedRanges {
  if (ranges.every(({ fromIndex }) => fromIndex > index)) return ranges;
  return ranges
    .filter(({ toIndex }) => toIndex > index)
    .map(({ fromIndex, toIndex }) => ({ fromIndex: Math.max(fromIndex, index + 1), toIndex }));
}
