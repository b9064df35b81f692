import type { Evidence } from './evidence.ts';
import { readListEntry } from './read-positions.ts';

/** What a user has cleared or deleted for itself, as the row of its list says. */
export function isHiddenFor(evidence: Evidence, userId: string, conversationId: string): (index: number) => boolean {
  const entry = readListEntry(evidence.tables, userId, conversationId);
  if (entry === undefined) return () => false;
  return (index) =>
    index <= entry.clearedThrough ||
    entry.deleted.some(({ fromIndex, toIndex }) => fromIndex <= index && index <= toIndex);
}
