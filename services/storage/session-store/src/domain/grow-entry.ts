import type { ListEntry, LogHead } from './list-entry.ts';

/**
 * The ways in which an entry grows. Each returns the same object when nothing grew, and whatever their order and however
 * often each is repeated, the entry ends the same: events are delivered at least once and callers race.
 */

/** A newer head and a newer own send of a single chat; each grows for itself. */
export function growHead(entry: ListEntry, head: LogHead, ownIndex: number, ownCount: number): ListEntry {
  let grown = entry;
  if (head.index > (entry.head?.index ?? 0)) grown = { ...grown, head };
  if (ownIndex > entry.ownIndex) grown = { ...grown, ownIndex, ownCount };
  return grown;
}

/** A report of what is read already takes the user's mark away, one of less (it was overtaken) does not. */
export function growRead(entry: ListEntry, readIndex: number, readCount: number): ListEntry {
  if (readIndex > entry.readIndex) return { ...entry, readIndex, readCount, markedUnread: false };
  return readIndex === entry.readIndex && entry.markedUnread ? { ...entry, markedUnread: false } : entry;
}

export function growPeerRead(entry: ListEntry, peerReadIndex: number): ListEntry {
  return peerReadIndex > entry.peerReadIndex ? { ...entry, peerReadIndex } : entry;
}

/**
 * The user joined the group with the log entry `at`. The newest joining decides what is visible; a removal after it stands,
 * an older one is over. `at.count` is the count before the joining, because membership entries don't count.
 */
export function growJoin(entry: ListEntry, at: LogHead): ListEntry {
  if (at.index <= entry.joinIndex) return entry;
  const joined = { ...entry, joinIndex: at.index, joinCount: at.count };
  return entry.leftIndex > at.index ? joined : { ...joined, leftIndex: 0, head: null };
}

/** The user was removed with the log entry `at`, the last one that it sees. */
export function growLeave(entry: ListEntry, at: LogHead): ListEntry {
  const isOld = at.index <= entry.leftIndex || at.index < entry.joinIndex;
  return isOld ? entry : { ...entry, leftIndex: at.index, head: at };
}
