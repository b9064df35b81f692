/** One push: entries that go to the same audience. */
export interface Batch<Entry> {
  readonly entries: readonly Entry[];
  /** Users named by the membership entry, who get it by their own topic too; empty for ordinary entries. */
  readonly namedUserIds: readonly string[];
}

/**
 * Cuts entries at membership changes: the audience of what comes before and after such an entry differs, and the entry
 * itself also goes to whom it adds or removes. `namedIn` returns undefined for ordinary entries.
 */
export function cutBatches<Entry>(
  entries: readonly Entry[],
  namedIn: (entry: Entry) => readonly string[] | undefined,
): Batch<Entry>[] {
  const batches: Batch<Entry>[] = [];
  let ordinary: Entry[] = [];
  const close = () => {
    if (ordinary.length > 0) batches.push({ entries: ordinary, namedUserIds: [] });
    ordinary = [];
  };
  for (const entry of entries) {
    const namedUserIds = namedIn(entry);
    if (namedUserIds === undefined) {
      ordinary.push(entry);
    } else {
      close();
      batches.push({ entries: [entry], namedUserIds });
    }
  }
  close();
  return batches;
}
