import type { Paging } from './cursor.ts';

/** A changed single chat: pages follow its list version. */
export interface SingleChange<Entry> {
  readonly version: number;
  readonly messageId: string;
  readonly entry: Entry;
}

/** A changed group: pages follow the messageId of its head. */
export interface GroupChange<Entry> {
  readonly messageId: string;
  readonly entry: Entry;
}

export interface MergedPage<Entry> {
  readonly entries: readonly Entry[];
  readonly hasMore: boolean;
  /** Where the next page goes on; undefined when nothing is left. */
  readonly next?: Pick<Paging, 'belowVersion' | 'belowMessageId'>;
}

/**
 * One page of changes, newest first, from two streams that are each sorted newest first. `singlesHaveMore`: the store
 * holds more singles than given, so the page must end where the given ones do.
 */
export function mergePage<Entry>(
  singles: readonly SingleChange<Entry>[],
  singlesHaveMore: boolean,
  groups: readonly GroupChange<Entry>[],
  limit: number,
  from: Pick<Paging, 'belowVersion' | 'belowMessageId'>,
): MergedPage<Entry> {
  const entries: Entry[] = [];
  let { belowVersion, belowMessageId } = from;
  let nextSingle = 0;
  let nextGroup = 0;
  while (entries.length < limit) {
    const single = singles[nextSingle];
    if (single === undefined && singlesHaveMore) break;
    const group = groups[nextGroup];
    if (single !== undefined && (group === undefined || isNewer(single.messageId, group.messageId))) {
      entries.push(single.entry);
      belowVersion = single.version;
      nextSingle += 1;
    } else if (group !== undefined) {
      entries.push(group.entry);
      belowMessageId = group.messageId;
      nextGroup += 1;
    } else {
      break;
    }
  }
  const hasMore = singlesHaveMore || nextSingle < singles.length || nextGroup < groups.length;
  if (!hasMore) return { entries, hasMore };
  return { entries, hasMore, next: { belowVersion, ...(belowMessageId === undefined ? {} : { belowMessageId }) } };
}

/** Compares messageIds, which are decimal strings without leading zeros. */
export function isNewer(left: string, right: string): boolean {
  return left.length === right.length ? left > right : left.length > right.length;
}
