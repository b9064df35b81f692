/**
 * What one user may see of a group's log. Both boundaries are inclusive: whoever is added sees the entry that adds
 * them, whoever is removed sees the entry that removes them, and nothing after it.
 */
export interface VisibleSpan {
  readonly fromIndex: number;
  /** 0 = open: a current member. */
  readonly toIndex: number;
}

/** Whether a user with these spans may see the entry at `index`. */
export function isVisible(spans: readonly VisibleSpan[], index: number): boolean {
  return spans.some((span) => index >= span.fromIndex && index <= lastIndex(span));
}

/**
 * The parts of [fromIndex, toIndex] that a user may see, newest first, disjoint. `toIndex` 0 = open, in the range asked
 * as in the answer. Spans may come in any order but must not overlap (a membership's never do).
 */
export function clip(spans: readonly VisibleSpan[], fromIndex: number, toIndex: number): VisibleSpan[] {
  const asked: VisibleSpan = { fromIndex, toIndex };
  return spans
    .map((span) => intersect(span, asked))
    .filter((part): part is VisibleSpan => part !== undefined)
    .sort((left, right) => right.fromIndex - left.fromIndex);
}

/** The common part of two spans; undefined if they have none. */
export function intersect(left: VisibleSpan, right: VisibleSpan): VisibleSpan | undefined {
  const fromIndex = Math.max(left.fromIndex, right.fromIndex, 1);
  const toIndex = Math.min(lastIndex(left), lastIndex(right));
  if (fromIndex > toIndex) return undefined;
  return { fromIndex, toIndex: toIndex === Number.POSITIVE_INFINITY ? 0 : toIndex };
}

function lastIndex(span: VisibleSpan): number {
  return span.toIndex === 0 ? Number.POSITIVE_INFINITY : span.toIndex;
}
