import { intersect, type VisibleSpan } from './group-visibility.ts';
import type { IndexRange } from './index-range.ts';

/** What a user has hidden from itself of a log that it may see. */
export interface HiddenEntries {
  /** Everything up to and including it. */
  readonly clearedThrough: number;
  /** Ascending, disjoint. */
  readonly deleted: readonly IndexRange[];
}

/** What is left of the spans that a user may see, oldest first. Spans are disjoint and may come in any order. */
export function shownSpans(entitled: readonly VisibleSpan[], hidden: HiddenEntries): VisibleSpan[] {
  const between: VisibleSpan[] = [];
  let fromIndex = hidden.clearedThrough + 1;
  for (const range of hidden.deleted) {
    if (range.fromIndex > fromIndex) between.push({ fromIndex, toIndex: range.fromIndex - 1 });
    fromIndex = Math.max(fromIndex, range.toIndex + 1);
  }
  between.push({ fromIndex, toIndex: 0 });
  return entitled
    .flatMap((span) => between.map((shown) => intersect(span, shown)))
    .filter((part): part is VisibleSpan => part !== undefined)
    .sort((left, right) => left.fromIndex - right.fromIndex);
}
