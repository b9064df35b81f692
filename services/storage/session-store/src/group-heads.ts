import { BoundedMap } from '@microchat/core/bounded-map';
import { reading } from '@microchat/partition-writer/reading';
import type { WriterObserver } from '@microchat/partition-writer/writer-observer';
import type { KvStore } from '@microchat/ports/kv-store';
import { ColumnMerger } from './column-merger.ts';
import { largerOf } from './domain/compare-bytes.ts';
import { tables } from './rows.ts';

export interface GroupHeadsLimits {
  readonly groupsMax: number;
  /** Pairs of group and member. */
  readonly ownSendsMax: number;
}

const defaultLimits: GroupHeadsLimits = { groupsMax: 100_000, ownSendsMax: 200_000 };

export interface GroupRows {
  /** GroupHeadRow, undefined for a group without one. */
  readonly head: Uint8Array | undefined;
  /** PositionRow of the asking user's own last send. */
  readonly own: Uint8Array | undefined;
}

/** A column in memory. Until it is read its value is only what was written meanwhile. */
interface Kept {
  value: Uint8Array | undefined;
  isRead: boolean;
}

const headColumn = 'head';
const ownColumn = (userId: string): string => `own/${userId}`;

/**
 * Group records: written once for a batch of messages whatever the number of members, read at every sync of every
 * member. Columns that were read stay in memory and follow what is written through this instance. What another instance
 * writes is not seen by a column in memory, which then is a lower bound; today one instance takes all writes of a group.
 */
export class GroupHeads {
  readonly #kv: KvStore;
  readonly #merger: ColumnMerger;
  readonly #heads: BoundedMap<string, Kept>;
  readonly #ownSends: BoundedMap<string, Kept>;

  constructor(kv: KvStore, observer: WriterObserver, limits: Partial<GroupHeadsLimits> = {}) {
    const { groupsMax, ownSendsMax } = { ...defaultLimits, ...limits };
    this.#kv = kv;
    this.#merger = new ColumnMerger({ kv, table: tables.groupHeads, observer });
    this.#heads = new BoundedMap(groupsMax);
    this.#ownSends = new BoundedMap(ownSendsMax);
  }

  /** Resolves when the head and the own sends, or newer ones, are durable. */
  async advance(groupId: string, head: Uint8Array, ownSends: ReadonlyMap<string, Uint8Array>): Promise<void> {
    // Before the write: a read that is under way may not see it in the store, but finds it here.
    raise(this.#heads.get(groupId), head);
    const columns = new Map([[headColumn, head]]);
    for (const [userId, row] of ownSends) {
      raise(this.#ownSends.get(ownKey(groupId, userId)), row);
      columns.set(ownColumn(userId), row);
    }
    await this.#merger.merge(groupId, columns);
  }

  /** In the order asked, at most 500. Groups with a column that is not in memory are read together. */
  async read(groupIds: readonly string[], userId: string): Promise<GroupRows[]> {
    const groups = groupIds.map((groupId) => ({
      groupId,
      head: keptIn(this.#heads, groupId),
      own: keptIn(this.#ownSends, ownKey(groupId, userId)),
    }));
    const cold = groups.filter(({ head, own }) => !head.isRead || !own.isRead);
    if (cold.length > 0) {
      const columns = [headColumn, ownColumn(userId)];
      const reads = await reading(
        this.#kv.multiRead(
          cold.map(({ groupId }) => ({ key: { table: tables.groupHeads, partition: groupId }, columns })),
        ),
      );
      cold.forEach(({ head, own }, at) => {
        complete(head, reads[at]?.values[0]);
        complete(own, reads[at]?.values[1]);
      });
    }
    return groups.map(({ head, own }) => ({ head: head.value, own: own.value }));
  }

  /** Resolves when nothing is being written. */
  idle(): Promise<void> {
    return this.#merger.idle();
  }
}

function ownKey(groupId: string, userId: string): string {
  return `${groupId}~${userId}`;
}

function keptIn(kept: BoundedMap<string, Kept>, key: string): Kept {
  const present = kept.get(key);
  if (present !== undefined) return present;
  const added: Kept = { value: undefined, isRead: false };
  kept.set(key, added);
  return added;
}

function raise(kept: Kept | undefined, value: Uint8Array): void {
  if (kept !== undefined) kept.value = largerOf(kept.value, value);
}

function complete(kept: Kept, stored: Uint8Array | undefined): void {
  // A copy: what the store hands out may be a view into a page.
  kept.value = largerOf(kept.value, stored && Uint8Array.from(stored));
  kept.isRead = true;
}
