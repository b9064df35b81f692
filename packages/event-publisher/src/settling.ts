import { type KvStore, kvLimits, type MergeWrite } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import type { Fence } from './fence.ts';
import type { Membership } from './membership.ts';
import { overflowOf, overflowValue } from './outbox-rows.ts';
import type { PartitionRecord } from './partition-record.ts';
import type { PartitionRecords } from './partition-records.ts';
import type { PublishQueue } from './publish-queue.ts';
import type { PublisherLimits } from './publisher-limits.ts';
import type { PublisherObserver } from './publisher-observer.ts';
import { markerOf, mergedNumber } from './publisher-tables.ts';

/** Partitions that need a commit of their own before they can rest, at a time. */
const fencesMax = 16;
/** Slots emptied at a time. */
const emptiedMax = kvLimits.mergeWritesMax;
/** Remembered until they can be overwritten. What is forgotten stays in the store, unread. */
const overflowsMax = 10_000;

/** Events that were stored apart from their commit. */
interface Overflow {
  readonly record: PartitionRecord;
  /** Of the commit. */
  readonly ifVersion: number;
  readonly commitId: string;
}

export interface SettlingOptions {
  readonly kv: KvStore;
  readonly records: PartitionRecords;
  readonly membership: Membership;
  readonly queue: PublishQueue;
  readonly fence: Fence;
  readonly timers: Timers;
  readonly limits: PublisherLimits;
  readonly observer: PublisherObserver;
}

/** Ends this process's promises for partitions at rest, and cleans up. */
export class Settling {
  readonly #options: SettlingOptions;
  #overflows: Overflow[] = [];

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  /** Before the commit. When its events are in the log, or when it is clear that it was not applied, they are overwritten. */
  rememberOverflow(overflow: Overflow): void {
    if (this.#overflows.length < overflowsMax) this.#overflows.push(overflow);
  }

  /**
   * One round over partitions that nobody has committed to for `restMs`.
   * @throws AppendError, KvUnavailableError the next round goes on
   */
  async round(restMs: number): Promise<void> {
    const { timers } = this.#options;
    const usedBeforeMs = timers.monotonicMs() - restMs;
    const resting: PartitionRecord[] = [];
    const closing: PartitionRecord[] = [];
    for (const record of this.#options.records.active) {
      if (record.lastUsedMs > usedBeforeMs) break;
      if (!this.#canRest(record)) continue;
      const needsCommit = record.doubt !== undefined || record.envelope.namedFrom > 0;
      if (!needsCommit) resting.push(record);
      else if (closing.length < fencesMax) closing.push(record);
    }
    await this.#end(resting);
    await Promise.all(closing.map((record) => this.#close(record)));
    await this.#clean();
  }

  /** What is unpublished is published first. */
  #canRest(record: PartitionRecord): boolean {
    const { queue } = this.#options;
    if (record.holds > 0 || queue.has(record)) return false;
    if (record.publishedThrough >= record.goal) return true;
    queue.submit(record);
    return false;
  }

  /** After this the next round, if not this one, lets it rest. */
  async #close(record: PartitionRecord): Promise<void> {
    const { fence, timers, limits } = this.#options;
    if ((await fence.close(record)) === 'closed') return;
    const { doubt } = record;
    if (doubt !== undefined && timers.monotonicMs() - doubt.sinceMs >= limits.absentGraceMs) record.doubt = undefined;
  }

  /**
   * All their events are in the log: the markers only spare the next writer from publishing the last ones once more, so
   * it does not matter if they are lost.
   */
  async #end(resting: readonly PartitionRecord[]): Promise<void> {
    if (resting.length === 0) return;
    const { records, membership, observer } = this.#options;
    const { register } = membership;
    for (const record of resting) {
      records.rest(record);
      const { registration } = record;
      record.registration = undefined;
      if (registration !== undefined && registration.incarnation === register?.incarnation) {
        register.release(registration.slot);
      }
    }
    observer.settled?.(resting.length);
    await this.#merge(resting.flatMap(markerWrite));
  }

  async #clean(): Promise<void> {
    await this.#forgetOverflows();
    const { register } = this.#options.membership;
    if (register === undefined) return;
    const { slots, writes } = register.empty(emptiedMax);
    let isDurable = false;
    try {
      await this.#merge(writes);
      isDurable = true;
    } finally {
      register.emptied(slots, isDurable);
    }
  }

  async #forgetOverflows(): Promise<void> {
    const { records } = this.#options;
    const isSpent = ({ record, ifVersion }: Overflow) =>
      record.publishedThrough > ifVersion || !records.isActive(record);
    const spent = this.#overflows.filter(isSpent);
    this.#overflows = this.#overflows.filter((overflow) => !isSpent(overflow));
    await this.#merge(spent.map(({ commitId }) => ({ ...overflowOf(commitId), value: overflowValue.spent })));
  }

  async #merge(writes: readonly MergeWrite[]): Promise<void> {
    for (let start = 0; start < writes.length; start += kvLimits.mergeWritesMax) {
      await this.#options.kv.merge(writes.slice(start, start + kvLimits.mergeWritesMax));
    }
  }
}

function markerWrite({ key, envelope, publishedThrough }: PartitionRecord): MergeWrite[] {
  if (publishedThrough <= envelope.publishedThrough) return [];
  return [{ ...markerOf(key), value: mergedNumber.encode(publishedThrough) }];
}
