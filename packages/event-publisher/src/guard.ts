import { turnEnd } from '@microchat/partition-writer/turn-end';
import {
  type KvStore,
  KvUnavailableError,
  KvUnknownOutcomeError,
  kvLimits,
  type MergeWrite,
  type PartitionRead,
  type ReadRequest,
} from '@microchat/ports/kv-store';
import type { DirtyRegister } from './dirty-register.ts';
import type { Membership } from './membership.ts';
import { learnMarker } from './outbox-reader.ts';
import type { PartitionRecord, Registration } from './partition-record.ts';
import { PublisherDirectory } from './publisher-directory.ts';
import { markerOf } from './publisher-tables.ts';

/** What is covered together. */
interface Batch {
  readonly records: Set<PartitionRecord>;
  readonly covered: Promise<void>;
}

/** A process is not taken for dead several times while a commit waits. */
const attemptsMax = 3;

/**
 * Covers partitions before commits with events: whatever happens to this process afterwards, somebody publishes them. A
 * partition is covered when it is in the register, durably, and the incarnation was still alive after that and after the
 * read that the commit is based on. All partitions of a turn share one write and one read.
 */
export class Guard {
  readonly #kv: KvStore;
  readonly #membership: Membership;
  #batch: Batch | undefined;

  constructor(kv: KvStore, membership: Membership) {
    this.#kv = kv;
    this.#membership = membership;
  }

  /** @throws KvUnavailableError nothing was promised, or nobody knows: the commit must not be sent. */
  async cover(record: PartitionRecord, ifVersion: number): Promise<void> {
    if (this.#isRegistered(record) && record.coveredVersion === ifVersion) return;
    this.#batch ??= this.#nextBatch();
    this.#batch.records.add(record);
    await this.#batch.covered;
    record.cover(ifVersion);
  }

  #isRegistered({ registration }: PartitionRecord): boolean {
    return registration !== undefined && registration.incarnation === this.#membership.register?.incarnation;
  }

  #nextBatch(): Batch {
    const records = new Set<PartitionRecord>();
    return { records, covered: this.#cover(records) };
  }

  async #cover(records: ReadonlySet<PartitionRecord>): Promise<void> {
    await turnEnd();
    this.#batch = undefined;
    try {
      for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
        const register = await this.#membership.join();
        await this.#promise(register, [...records]);
        if (await this.#isStillAlive(register, [...records])) return;
        this.#membership.lose(register);
      }
    } catch (error) {
      throw error instanceof KvUnknownOutcomeError ? new KvUnavailableError('no promise could be made') : error;
    }
    throw new KvUnavailableError('this process is taken for dead again and again');
  }

  async #promise(register: DirtyRegister, records: readonly PartitionRecord[]): Promise<void> {
    const taken: { record: PartitionRecord; registration: Registration; write: MergeWrite }[] = [];
    for (const record of records) {
      if (this.#isRegistered(record)) continue;
      const { slot, write } = register.take(record.key);
      taken.push({ record, registration: { incarnation: register.incarnation, slot }, write });
    }
    try {
      await inParts(taken, kvLimits.mergeWritesMax, (part) => this.#kv.merge(part.map(({ write }) => write)));
    } catch (error) {
      for (const { registration } of taken) register.release(registration.slot);
      throw error;
    }
    for (const { record, registration } of taken) {
      // Another batch was faster.
      if (this.#isRegistered(record)) register.release(registration.slot);
      else record.registration = registration;
    }
  }

  /** Asked after the promises. Reads on the way what the records need to know before their commits. */
  async #isStillAlive(register: DirtyRegister, records: readonly PartitionRecord[]): Promise<boolean> {
    const unknown = records.filter(needsMarker);
    const markers = unknown.map(({ key }): ReadRequest => {
      const { key: markerKey, column } = markerOf(key);
      return { key: markerKey, columns: [column] };
    });
    const reads: PartitionRead[] = [];
    await inParts(
      [PublisherDirectory.request(register.incarnation), ...markers],
      kvLimits.multiReadMax,
      async (part) => {
        reads.push(...(await this.#kv.multiRead(part)));
      },
    );
    const [entry, ...marked] = reads;
    for (const [place, record] of unknown.entries()) {
      const read = marked[place];
      if (read !== undefined) learnMarker(record, read);
    }
    return PublisherDirectory.isAlive(entry?.values[0]);
  }
}

function needsMarker(record: PartitionRecord): boolean {
  return !record.isMarkerRead && record.publishedThrough < record.envelope.eventsThrough;
}

/** One part after the other, so that a promise of many partitions is not a burst. */
async function inParts<Item>(
  items: readonly Item[],
  size: number,
  run: (part: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += size) await run(items.slice(start, start + size));
}
