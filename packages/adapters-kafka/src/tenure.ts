import { LogConsumer } from '@microchat/engine-kit/log-consumer';
import type { LogRecord, Subscription } from '@microchat/ports/event-log';
import type { Timers } from '@microchat/ports/time';
import type { EachBatchPayload } from 'kafkajs';
import { FetchedRecords } from './fetched-records.ts';
import type { KafkaObserver } from './kafka-observer.ts';
import type { ConsumerQueries, OffsetRange } from './kafka-queries.ts';
import { decodeRecord } from './record-codec.ts';
import type { RunningKeys } from './running-keys.ts';

/** What all tenures of a consumer share. */
export interface TenureContext {
  readonly subscription: Subscription;
  /** Names and count as the broker knows them. */
  readonly kafkaTopic: string;
  readonly groupId: string;
  readonly partitionCount: number;
  readonly queries: ConsumerQueries;
  readonly runningKeys: RunningKeys;
  readonly timers: Timers;
  readonly observer: KafkaObserver;
  /** The done prefix is committed at most this often. */
  readonly commitEveryMs: number;
}

export interface TenureOptions extends TenureContext {
  /** Partitions that the group gave us. */
  readonly partitions: readonly number[];
  /** We were heard of lately: nobody else has our partitions. */
  isAlive(): boolean;
  seek(partition: number, offset: number): void;
  /** This member can't go on with what it has. */
  lost(cause: unknown): void;
}

const alivePollMs = 100;

type CommitOffsets = EachBatchPayload['commitOffsetsIfNecessary'];

/**
 * The time between two rebalances: which partitions are ours, what of them was fetched, handled and committed. Revoked
 * before the group is joined again; after that it hands out nothing and commits nothing.
 */
export class Tenure {
  readonly partitions: readonly number[];
  readonly #options: TenureOptions;
  readonly #begun: Promise<{ readonly records: FetchedRecords; readonly consumer: LogConsumer }>;
  readonly #committed = new Map<number, number>();
  #records: FetchedRecords | undefined;
  #consumer: LogConsumer | undefined;
  #commitOffsets: CommitOffsets | undefined;
  #revoked = false;

  constructor(options: TenureOptions) {
    this.partitions = options.partitions;
    this.#options = options;
    this.#begun = this.#begin();
    this.#begun.catch((cause: unknown) => {
      if (!this.#revoked) options.lost(cause);
    });
  }

  /** Takes what kafkajs fetched, if it continues what was taken before. Not to take it means that it is fetched again. */
  async take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { partition } = batch;
    const { records } = await this.#begun;
    if (this.#revoked || payload.isStale() || !this.partitions.includes(partition)) return;
    const position = records.visibleEnd(partition);
    const fetchedFrom = Number((batch as unknown as { fetchedOffset: string }).fetchedOffset);
    if (Number(batch.highWatermark) < position) {
      // The log was cut behind our back: offsets above its end will be given to other records.
      this.#options.lost(new Error(`partition ${partition} ends at ${batch.highWatermark}, before ${position}`));
      return;
    }
    if (fetchedFrom > position && (await this.#stepsOver(partition, position, fetchedFrom))) {
      const { subscription, observer } = this.#options;
      observer.positionRepaired?.(subscription.topic, subscription.group, partition);
      this.#options.seek(partition, position);
      return;
    }
    if (this.#revoked || records.visibleEnd(partition) !== position) return;
    this.#commitOffsets = payload.commitOffsetsIfNecessary;
    payload.resolveOffset(batch.lastOffset());
    records.add(partition, this.#decode(payload, position), Number(batch.lastOffset()) + 1, payload.pause);
  }

  /** Ends it without another commit: the group is about to be joined again, or we lost it. */
  revoke(): void {
    this.#revoked = true;
    this.#consumer?.abandon();
  }

  /** Waits for running handlers, commits the done prefix. */
  async stop(timeoutMs: number): Promise<void> {
    await this.#consumer?.stop(timeoutMs);
    this.revoke();
  }

  /** Records of our partitions that are not done. */
  async lag(ranges: readonly OffsetRange[]): Promise<number> {
    const { records, consumer } = await this.#begun;
    const unfetched = this.partitions.map((partition) =>
      Math.max(0, (ranges[partition]?.high ?? 0) - records.visibleEnd(partition)),
    );
    return unfetched.reduce((sum, count) => sum + count, await consumer.lag());
  }

  /** Next offset to be fetched of every partition that is not paused; undefined before the first is known. */
  positions(): ReadonlyMap<number, number> | undefined {
    const records = this.#records;
    if (records === undefined) return undefined;
    const running = this.partitions.filter((partition) => !records.isPaused(partition));
    return new Map(running.map((partition) => [partition, records.visibleEnd(partition)]));
  }

  async #begin() {
    const { subscription, timers, observer, commitEveryMs } = this.#options;
    const records = new FetchedRecords({
      startOffsets: await this.#startOffsets(),
      save: (offsets) => this.#commit(offsets),
    });
    const consumer = await LogConsumer.start({
      source: records,
      subscription: { ...subscription, handle: (key, taken) => this.#handle(key, taken) },
      timers,
      observer,
      saveEveryMs: commitEveryMs,
      ended: () => undefined,
    });
    this.#records = records;
    this.#consumer = consumer;
    if (this.#revoked) consumer.abandon();
    return { records, consumer };
  }

  /** Where the group has committed, or the oldest record: also if the log ends before what was committed. */
  async #startOffsets(): Promise<number[]> {
    const { queries, kafkaTopic, groupId, partitionCount, partitions } = this.#options;
    const [committed, ranges] = await Promise.all([
      queries.committed(kafkaTopic, groupId, partitionCount),
      queries.offsetRanges(kafkaTopic),
    ]);
    return Array.from({ length: partitionCount }, (_, partition) => {
      if (!partitions.includes(partition)) return 0;
      const { low, high } = ranges[partition] ?? { low: 0, high: 0 };
      const offset = committed[partition] ?? low;
      return offset > high ? low : Math.max(offset, low);
    });
  }

  #handle(key: string, records: readonly LogRecord[]): Promise<void> {
    return this.#options.runningKeys.run(key, async () => {
      await this.#untilAlive();
      // Nothing that ends now counts as done: the consumer was abandoned.
      if (!this.#revoked) await this.#options.subscription.handle(key, records);
    });
  }

  /** Whoever slept through his session must not go on with partitions that may be another's by now. */
  async #untilAlive(): Promise<void> {
    const { isAlive, timers } = this.#options;
    while (!this.#revoked && !isAlive()) {
      await new Promise<void>((resolve) => {
        timers.after(alivePollMs, resolve);
      });
    }
  }

  /** Are there records from `from` on, below `to`? (Not after retention has deleted them, or if they were control records.) */
  async #stepsOver(partition: number, from: number, to: number): Promise<boolean> {
    const { queries, kafkaTopic } = this.#options;
    const { messages } = await queries.fetch(kafkaTopic, partition, from);
    const [first] = messages;
    return first !== undefined && Number(first.offset) < to;
  }

  #decode({ batch }: EachBatchPayload, position: number): LogRecord[] {
    const records: LogRecord[] = [];
    for (const message of batch.messages) {
      if (Number(message.offset) < position) continue;
      const record = decodeRecord(batch.partition, message);
      if (record !== undefined) records.push(record);
      else
        this.#options.observer.foreignRecord?.(
          this.#options.subscription.topic,
          batch.partition,
          Number(message.offset),
        );
    }
    return records;
  }

  /** Once, in the generation of this tenure: the broker refuses it if the group has moved on. */
  async #commit(offsets: readonly number[]): Promise<void> {
    const { kafkaTopic } = this.#options;
    const changed = this.partitions.filter(
      (partition) => (offsets[partition] ?? 0) > (this.#committed.get(partition) ?? 0),
    );
    if (this.#revoked || changed.length === 0 || this.#commitOffsets === undefined) return;
    const partitions = changed.map((partition) => ({ partition, offset: String(offsets[partition]) }));
    // Not `consumer.commitOffsets`: that repeats a refused commit, and would do so in the next generation.
    await this.#commitOffsets({ topics: [{ topic: kafkaTopic, partitions }] });
    for (const partition of changed) this.#committed.set(partition, offsets[partition] ?? 0);
  }
}
