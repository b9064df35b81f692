import type { StoredEntry } from '../evidence.ts';

/** Entry `index` of an unbroken log. */
export function entry(index: number, changed: Partial<StoredEntry> = {}): StoredEntry {
  return {
    index,
    messageId: String(index * 10),
    previousMessageId: String((index - 1) * 10),
    senderId: 'alice',
    clientMessageId: `c-${index}`,
    ...changed,
  };
}
