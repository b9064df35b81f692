import { clip, type VisibleSpan } from '@microchat/core/group-visibility';
import type { IndexRange } from '@microchat/core/index-range';

export interface PagePlan {
  /** Ranges to read, newest first, never empty; each begins and ends with an entry that is shown. */
  readonly ranges: readonly IndexRange[];
  /** The range that the whole answer speaks of; undefined if it is empty. */
  readonly asked: IndexRange | undefined;
}

/** Entries that are not shown and read all the same, because that costs less than another read. */
const skippedPerReadMax = 32;

/**
 * What to read for a pull: the asked range (`afterIndex`, `beforeIndex` exclusive, 0 = open) cut to what exists and to
 * what is shown to this user. The answer never speaks of anything above the last entry that the user is entitled to; up to
 * there it speaks of everything, because a client asks again for what no answer covers.
 */
export function planPage(
  entitled: readonly VisibleSpan[],
  shown: readonly VisibleSpan[],
  headIndex: number,
  afterIndex: number,
  beforeIndex: number,
): PagePlan {
  const lastEntitled = entitled.reduce(
    (last, span) => Math.max(last, span.toIndex === 0 ? headIndex : span.toIndex),
    0,
  );
  const fromIndex = afterIndex + 1;
  const toIndex = Math.min(beforeIndex === 0 ? headIndex : beforeIndex - 1, headIndex, lastEntitled);
  if (fromIndex > toIndex) return { ranges: [], asked: undefined };
  return { ranges: joinNear(clip(shown, fromIndex, toIndex)), asked: { fromIndex, toIndex } };
}

/** Newest first. */
function joinNear(ranges: readonly IndexRange[]): IndexRange[] {
  const joined: IndexRange[] = [];
  for (const range of ranges) {
    const above = joined.at(-1);
    if (above === undefined || above.fromIndex - range.toIndex - 1 > skippedPerReadMax) joined.push(range);
    else joined[joined.length - 1] = { fromIndex: range.fromIndex, toIndex: above.toIndex };
  }
  return joined;
}

/**
 * What an answer covers: everything asked if all ranges were read to their ends, else down to the oldest entry in it.
 */
export function covered(plan: PagePlan, oldestIndex: number | undefined, complete: boolean): IndexRange {
  if (plan.asked === undefined) return { fromIndex: 0, toIndex: 0 };
  if (complete || oldestIndex === undefined) return plan.asked;
  return { fromIndex: oldestIndex, toIndex: plan.asked.toIndex };
}
