/** Entries without a hole between them, ascending. */
export interface FreshRun<Entry> {
  readonly entries: readonly Entry[];
  /** The log skipped what lies between this index and the run: read it from the store first. */
  readonly gapAfter?: number;
}

/**
 * What of one conversation's records has to be delivered, given the last index that was (undefined after a start: then the
 * log's order is trusted, since the consumer group starts where it had committed).
 *
 * The log holds every index in order, but may hold some once more later: whoever publishes appends what it does not know to be
 * published, and a sweeper does so long after. So one batch may be 41, 42, 14, 15: the old ones behind the new. Each is looked
 * at by itself; the ends of a batch say nothing about what is in it.
 */
export function freshRuns<Entry extends { readonly index: number }>(
  delivered: number | undefined,
  entries: readonly Entry[],
): readonly FreshRun<Entry>[] {
  const runs: { entries: Entry[]; gapAfter?: number }[] = [];
  let last = delivered;
  for (const entry of entries) {
    if (last !== undefined && entry.index <= last) continue;
    const run = runs.at(-1);
    if (last !== undefined && entry.index > last + 1) runs.push({ entries: [entry], gapAfter: last });
    else if (run === undefined) runs.push({ entries: [entry] });
    else run.entries.push(entry);
    last = entry.index;
  }
  return runs;
}
