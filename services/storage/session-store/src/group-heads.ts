import { BoundedMap } from '@microchat/core/bounded-map';
import { reading } from '@microchat/partition-writer/reading';
import type { WriterObserver } from '@microchat/partition-writer/writer-observer';
import type { KvStore } from '@microchat/ports/kv-store';
import { ColumnMerger } from './column-merger.ts';
import { KeptRow } from './domain/kept-row.ts';
import { tables } from './rows.ts';

export interface GroupHeadsLimits {
  readonly groupsMax: number;
  /** Pairs of group and member. */
  readonly ownSendsMax: number;
}

const defaultLimits: GroupHeadsLimits = { groupsMax: 100_000, ownSendsMax: 200_000 };

export interface GroupHeadsOptions {
  readonly kv: KvStore;
  readonly observer: WriterObserver;
  /** No other process writes to the store: what was read once and then followed is complete for ever. */
  readonly isAlone: boolean;
  readonly limits?: Partial<GroupHeadsLimits>;
}

export interface AskedGroup {
  readonly groupId: string;
  /**
   * The answer contains what delivery had recorded before it committed this offset of the group's log partition.
   * Undefined: everything that was recorded before the call.
   */
  readonly completeBelow: number | undefined;
}

export interface GroupRows {
  /** GroupHeadRow, undefined for a group without one. */
  readonly head: Uint8Array | undefined;
  /** PositionRow of the asking user's own last send. */
  readonly own: Uint8Array | undefined;
}

const headColumn = 'head';
const ownColumn = (userId: string): string => `own/${userId}`;

/**
 * Group records: written once for a batch of messages whatever the number of members, read at every sync of every
 * member. Rows that were read stay in memory and follow what is written through this instance.
 *
 * Other instances write, too, and are not heard. So a row in memory is a lower bound, and complete only below the offset
 * that was committed when its read began. The interleaving that this excludes: instance A has group g in memory; delivery
 * records g's next head through instance B and commits the offset; a sync takes that offset for its cursor and reads g
 * from A. Answered from memory, the head would be missing and the cursor past it: the client would never be told. A sync
 * names the offset that its cursor is going to claim, and A reads the row again unless it knows it to be complete below.
 */
export class GroupHeads {
  readonly #kv: KvStore;
  readonly #isAlone: boolean;
  readonly #merger: ColumnMerger;
  readonly #heads: BoundedMap<string, KeptRow>;
  readonly #ownSends: BoundedMap<string, KeptRow>;

  constructor({ kv, observer, isAlone, limits }: GroupHeadsOptions) {
    const { groupsMax, ownSendsMax } = { ...defaultLimits, ...limits };
    this.#kv = kv;
    this.#isAlone = isAlone;
    this.#merger = new ColumnMerger({ kv, table: tables.groupHeads, observer });
    this.#heads = new BoundedMap(groupsMax);
    this.#ownSends = new BoundedMap(ownSendsMax);
  }

  /** Resolves when the head and the own sends, or newer ones, are durable. */
  async advance(
    groupId: string,
    head: Uint8Array | undefined,
    ownSends: ReadonlyMap<string, Uint8Array>,
  ): Promise<void> {
    // Before the write: a read that is under way may not see it in the store, but finds it here.
    if (head !== undefined) this.#heads.get(groupId)?.raise(head);
    const columns = new Map(head === undefined ? [] : [[headColumn, head]]);
    for (const [userId, row] of ownSends) {
      this.#ownSends.get(ownKey(groupId, userId))?.raise(row);
      columns.set(ownColumn(userId), row);
    }
    await this.#merger.merge(groupId, columns);
  }

  /** In the order asked, at most 500. Groups of which memory does not know enough are read together. */
  async read(asked: readonly AskedGroup[], userId: string): Promise<GroupRows[]> {
    const groups = asked.map(({ groupId, completeBelow }) => ({
      groupId,
      completeBelow,
      head: keptIn(this.#heads, groupId),
      own: keptIn(this.#ownSends, ownKey(groupId, userId)),
    }));
    const unknown = groups.filter(({ head, own, completeBelow }) => {
      const below = this.#isAlone ? 0 : completeBelow;
      return !head.isCompleteBelow(below) || !own.isCompleteBelow(below);
    });
    if (unknown.length > 0) {
      const columns = [headColumn, ownColumn(userId)];
      const reads = await reading(
        this.#kv.multiRead(
          unknown.map(({ groupId }) => ({ key: { table: tables.groupHeads, partition: groupId }, columns })),
        ),
      );
      unknown.forEach(({ head, own, completeBelow = 0 }, at) => {
        head.wasRead(reads[at]?.values[0], completeBelow);
        own.wasRead(reads[at]?.values[1], completeBelow);
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

function keptIn(kept: BoundedMap<string, KeptRow>, key: string): KeptRow {
  const present = kept.get(key);
  if (present !== undefined) return present;
  const added = new KeptRow();
  kept.set(key, added);
  return added;
}
