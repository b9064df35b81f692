import type { Acknowledged, StoredEntry } from './evidence.ts';
import type { Problem } from './problem.ts';

/**
 * Whether what was acknowledged is stored, once and where it was said to be.
 * @param entries everything in which the acknowledged may be, of one conversation
 */
export function judgeAcknowledged(entries: readonly StoredEntry[], acknowledged: readonly Acknowledged[]): Problem[] {
  const byIndex = new Map(entries.map((entry) => [entry.index, entry]));
  const ids = new Set(entries.map(({ clientMessageId }) => clientMessageId));
  return acknowledged.flatMap((message): Problem[] => {
    const { index, messageId, clientMessageId } = message;
    const stored = byIndex.get(index);
    if (stored?.messageId === messageId && stored.clientMessageId === clientMessageId) return [];
    const what = `${clientMessageId} was acknowledged as index ${index} (${messageId})`;
    if (!ids.has(clientMessageId)) return [{ kind: 'lost', what: `${what} and is not stored` }];
    return [{ kind: 'reordered', what: `${what} and is stored elsewhere` }];
  });
}

/** Messages that are stored more than once: the same sender and clientMessageId. */
export function judgeDoubled(entries: readonly StoredEntry[]): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ senderId, clientMessageId, index }): Problem[] => {
    const key = `${senderId}/${clientMessageId}`;
    if (seen.has(key)) return [{ kind: 'doubled', what: `${key} is stored again at index ${index}` }];
    seen.add(key);
    return [];
  });
}
