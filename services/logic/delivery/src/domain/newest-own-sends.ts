interface SentEntry {
  readonly senderId: string;
  readonly index: number;
  readonly count: number;
}

/** The newest entry of each sender among ascending entries. */
export function newestOwnSends(
  entries: readonly SentEntry[],
): { readonly userId: string; readonly index: number; readonly count: number }[] {
  const newest = new Map(entries.map(({ senderId, index, count }) => [senderId, { userId: senderId, index, count }]));
  return [...newest.values()];
}
