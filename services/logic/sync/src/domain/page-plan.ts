import { clip, type VisibleSpan } from '@microchat/core/group-visibility';

export interface PagePlan {
  /** Ranges to read, newest first, inclusive, never empty. */
  readonly ranges: readonly { readonly fromIndex: number; readonly toIndex: number }[];
  /** The range that the whole answer speaks of, inclusive; undefined if it is empty. */
  readonly asked: { readonly fromIndex: number; readonly toIndex: number } | undefined;
}

/**
 * What to read for a pull: the asked range (`afterIndex`, `beforeIndex` exclusive, 0 = open) cut to what exists and to
 * what this user may see. The answer never speaks of anything above the last entry that the user may see.
 */
export function planPage(
  spans: readonly VisibleSpan[],
  headIndex: number,
  afterIndex: number,
  beforeIndex: number,
): PagePlan {
  const lastVisible = spans.reduce((last, span) => Math.max(last, span.toIndex === 0 ? headIndex : span.toIndex), 0);
  const fromIndex = afterIndex + 1;
  const toIndex = Math.min(beforeIndex === 0 ? headIndex : beforeIndex - 1, headIndex, lastVisible);
  if (fromIndex > toIndex) return { ranges: [], asked: undefined };
  return { ranges: clip(spans, fromIndex, toIndex), asked: { fromIndex, toIndex } };
}

/**
 * What an answer covers: everything asked if all ranges were read to their ends, else down to the oldest entry in it.
 */
export function covered(
  plan: PagePlan,
  oldestIndex: number | undefined,
  complete: boolean,
): { readonly fromIndex: number; readonly toIndex: number } {
  if (plan.asked === undefined) return { fromIndex: 0, toIndex: 0 };
  if (complete || oldestIndex === undefined) return plan.asked;
  return { fromIndex: oldestIndex, toIndex: plan.asked.toIndex };
}
