import type { StoredEntry } from './stored-log.ts';

/** Indexes that a user may see, both inclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What a user may see of a conversation, by the log alone: of a single chat everything or nothing, of a group from each entry
 * that adds the user to the one that removes it.
 */
export function visibleSpans(conversationId: string, userId: string, log: readonly StoredEntry[]): readonly Span[] {
  if (conversationId.startsWith('s~')) {
    const isOwn = conversationId.split('~').slice(1).includes(userId);
    return isOwn && log.length > 0 ? [{ from: 1, to: log.length }] : [];
  }
  const spans: Span[] = [];
  let joined: number | undefined;
  for (const { index, added, removed } of log) {
    if (added.includes(userId)) joined ??= index;
    if (!removed.includes(userId) || joined === undefined) continue;
    spans.push({ from: joined, to: index });
    joined = undefined;
  }
  if (joined !== undefined) spans.push({ from: joined, to: log.length });
  return spans;
}

export function isMemberNow(conversationId: string, userId: string, log: readonly StoredEntry[]): boolean {
  return visibleSpans(conversationId, userId, log).at(-1)?.to === log.length;
}

export function isVisible(spans: readonly Span[], index: number): boolean {
  return spans.some(({ from, to }) => from <= index && index <= to);
}
