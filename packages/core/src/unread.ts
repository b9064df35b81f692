/** A place in a conversation log: an entry's index and how many entries up to and including it can be unread. */
export interface CountedPosition {
  readonly index: number;
  readonly count: number;
}

/**
 * What a user has not seen: the countable entries above the furthest position that counts as seen. Those are the read
 * position, the user's own last send (who writes has read, and own messages are never unread), the entry before the
 * first visible one and what was cleared. Positions may run ahead of a head that is still on its way: then it is 0.
 */
export function unreadCount(head: CountedPosition, seenThrough: readonly CountedPosition[]): number {
  const furthest = seenThrough.reduce(further, { index: 0, count: 0 });
  return Math.max(0, head.count - furthest.count);
}

function further(left: CountedPosition, right: CountedPosition): CountedPosition {
  return right.index > left.index ? right : left;
}
