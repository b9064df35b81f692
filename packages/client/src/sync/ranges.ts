/** Inclusive range of indexes. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A set of indexes: sorted, disjoint, never adjacent. */
export type Ranges = readonly Range[];

export function addRange(ranges: Ranges, from: number, to: number): Ranges {
  if (to < from) return ranges;
  const merged: Range[] = [];
  let added: Range = { from, to };
  for (const range of ranges) {
    if (range.to + 1 < added.from || range.from > added.to + 1) merged.push(range);
    else added = { from: Math.min(range.from, added.from), to: Math.max(range.to, added.to) };
  }
  merged.push(added);
  return merged.sort((left, right) => left.from - right.from);
}

/** What of `from..to` is not in the set, ascending. */
export function missingRanges(ranges: Ranges, from: number, to: number): Ranges {
  const missing: Range[] = [];
  let next = from;
  for (const range of ranges) {
    if (range.to < next) continue;
    if (range.from > to) break;
    if (range.from > next) missing.push({ from: next, to: range.from - 1 });
    next = range.to + 1;
  }
  if (next <= to) missing.push({ from: next, to });
  return missing;
}

/** What is in both, ascending. */
export function commonRanges(left: Ranges, right: Ranges): Ranges {
  return left.flatMap((range) =>
    right
      .map(({ from, to }) => ({ from: Math.max(range.from, from), to: Math.min(range.to, to) }))
      .filter(({ from, to }) => from <= to),
  );
}

export function hasIndex(ranges: Ranges, index: number): boolean {
  return rangeAround(ranges, index) !== undefined;
}

/** The range that contains `index`. */
export function rangeAround(ranges: Ranges, index: number): Range | undefined {
  return ranges.find((range) => range.from <= index && index <= range.to);
}

/** The last range that ends below `index`. */
export function rangeBelow(ranges: Ranges, index: number): Range | undefined {
  return ranges.findLast((range) => range.to < index);
}

/** The set without everything up to and including `index`. */
export function dropThrough(ranges: Ranges, index: number): Ranges {
  return ranges
    .filter((range) => range.to > index)
    .map((range) => (range.from > index ? range : { from: index + 1, to: range.to }));
}
