import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import { lookAtOutbox } from './outbox-reader.ts';
import type { OutboxRow } from './outbox-rows.ts';
import type { PartitionRecord } from './partition-record.ts';
import type { PartitionRecords } from './partition-records.ts';
import type { PublisherObserver } from './publisher-observer.ts';

/** An append failed, or nobody knows: the log is away. */
export class AppendError extends Error {
  override readonly name = 'AppendError';
}

/**
 * Appends what is unpublished, in the order of the commits: every append begins with the first event that is not known to
 * be in the log and leaves none out, so whoever else does the same can cause repetitions only.
 */
export class Publication {
  readonly #kv: KvStore;
  readonly #log: EventLog;
  readonly #records: PartitionRecords;
  readonly #observer: PublisherObserver;

  constructor(kv: KvStore, log: EventLog, records: PartitionRecords, observer: PublisherObserver) {
    this.#kv = kv;
    this.#log = log;
    this.#records = records;
    this.#observer = observer;
  }

  /**
   * Publishes a partition up to its record's goal, and settles a doubt if the partition has moved on since. Calls for a
   * record that is under way join it.
   * @throws AppendError, KvUnavailableError
   */
  publish(record: PartitionRecord): Promise<void> {
    record.publishing ??= this.#publish(record).finally(() => {
      record.publishing = undefined;
    });
    return record.publishing;
  }

  /** Publishes everything that is in a partition now. */
  async publishAll(record: PartitionRecord): Promise<void> {
    const { envelope } = await lookAtOutbox(this.#kv, record);
    record.raiseGoal(envelope.eventsThrough);
    while (record.publishedThrough < envelope.eventsThrough) await this.publish(record);
  }

  async #publish(record: PartitionRecord): Promise<void> {
    if (record.doubt !== undefined) await this.#lookAfterDoubt(record);
    while (record.publishedThrough < record.goal) {
      const from = record.publishedThrough;
      const fresh = record.fresh.after(from);
      if (fresh === undefined) await this.#publishStored(record);
      else await this.#append(record, fresh, fresh.at(-1)?.version ?? from, 'fresh');
      if (record.publishedThrough === from)
        throw new Error(`events of ${record.key.table} after version ${from} are missing`);
    }
  }

  async #lookAfterDoubt(record: PartitionRecord): Promise<void> {
    const { version, envelope } = await lookAtOutbox(this.#kv, record);
    record.raiseGoal(envelope.eventsThrough);
    record.resolveDoubt(version);
  }

  async #publishStored(record: PartitionRecord): Promise<void> {
    const { rows, through } = await lookAtOutbox(this.#kv, record);
    if (through <= record.publishedThrough) return;
    await this.#append(record, rows, through, 'stored');
  }

  async #append(
    record: PartitionRecord,
    rows: readonly OutboxRow[],
    through: number,
    source: 'fresh' | 'stored',
  ): Promise<void> {
    if (record.publishedThrough === 0) await this.#publishPredecessor(record);
    const events = rows.flatMap((row) => row.events);
    try {
      if (events.length > 0) await this.#log.append(events);
    } catch (cause) {
      this.#observer.appendFailed?.(cause);
      throw new AppendError('the event log did not take events', { cause });
    }
    this.#observer.published?.(events.length, source === 'stored' ? events.length : 0);
    record.learnPublished(through);
  }

  /** Always looks: another process may have gone on with the predecessor after this one last saw it. */
  async #publishPredecessor({ envelope: { follows } }: PartitionRecord): Promise<void> {
    if (follows !== undefined) await this.publishAll(this.#records.of(follows));
  }
}
