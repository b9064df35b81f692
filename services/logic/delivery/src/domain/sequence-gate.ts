export type Gate =
  /** Everything was applied before: a replay. */
  | { readonly kind: 'drop' }
  /** Apply from here on; what lies before was applied. */
  | { readonly kind: 'apply'; readonly from: number }
  /** The log skipped (applied, first): read that range from the store first. */
  | { readonly kind: 'gap'; readonly after: number; readonly before: number };

/**
 * What to do with records of one key whose sequence is dense, given the last applied one (undefined after a start: then
 * the log's order is trusted, since the consumer group starts where it had committed).
 */
export function passSequence(applied: number | undefined, first: number, last: number): Gate {
  if (applied === undefined) return { kind: 'apply', from: first };
  if (last <= applied) return { kind: 'drop' };
  if (first > applied + 1) return { kind: 'gap', after: applied, before: first };
  return { kind: 'apply', from: applied + 1 };
}
