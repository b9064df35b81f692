import {
  type Commit,
  type CommitOutcome,
  KvLimitError,
  type KvStore,
  KvUnavailableError,
  KvUnknownOutcomeError,
} from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import { type ComposedCommit, composeCommit } from './compose-commit.ts';
import { decodeHead, type Envelope, noEvents } from './envelope.ts';
import type { Guard } from './guard.ts';
import { type OutboxRow, overflowOf, overflowValue } from './outbox-rows.ts';
import type { PartitionRecord } from './partition-record.ts';
import type { PartitionRecords } from './partition-records.ts';
import type { PublishQueue } from './publish-queue.ts';
import type { PublisherLimits } from './publisher-limits.ts';
import type { PublisherObserver } from './publisher-observer.ts';
import type { Settling } from './settling.ts';

export interface PublishingCommitsOptions {
  readonly kv: KvStore;
  readonly records: PartitionRecords;
  readonly guard: Guard;
  readonly queue: PublishQueue;
  readonly settling: Settling;
  readonly timers: Timers;
  readonly limits: PublisherLimits;
  readonly observer: PublisherObserver;
}

const conflict: CommitOutcome = { kind: 'conflict' };

/** A partition as a commit finds it, and the head that its owner sees afterwards. */
interface Base {
  readonly envelope: Envelope;
  readonly head: Uint8Array;
}

/** Commits on their way to the engine: cover the partition, store the events with the rows, publish. */
export class PublishingCommits {
  readonly #options: PublishingCommitsOptions;

  constructor(options: PublishingCommitsOptions) {
    this.#options = options;
  }

  /** A commit without events. */
  async rows(record: PartitionRecord, commit: Commit): Promise<CommitOutcome> {
    if (commit.head === undefined && commit.follows === undefined) return this.#commitUnderHead(record, commit);
    const base = await this.#baseOf(record, commit);
    return base === undefined ? conflict : this.#send(record, this.#compose(record, commit, base));
  }

  /** The engine's head, and with it the envelope, stays as it is. */
  async #commitUnderHead(record: PartitionRecord, commit: Commit): Promise<CommitOutcome> {
    const envelope = record.version === commit.ifVersion ? record.envelope : undefined;
    if (envelope !== undefined) return this.#send(record, { commit, envelope });
    record.forgetVersion();
    return this.#options.kv.commit(commit);
  }

  /** Resolves when the events are in the log too, or in the outbox while the log is away. */
  async withEvents(record: PartitionRecord, commit: Commit): Promise<CommitOutcome> {
    const { records, guard, timers } = this.#options;
    this.#checkRoom(record);
    records.activate(record, timers.monotonicMs());
    record.holds += 1;
    try {
      const base = await this.#baseOf(record, commit);
      if (base === undefined) return conflict;
      await guard.cover(record, commit.ifVersion);
      this.#checkBacklog(record, base.envelope);
      return await this.#commitCovered(record, commit, base);
    } finally {
      record.holds -= 1;
    }
  }

  async #commitCovered(record: PartitionRecord, commit: Commit, base: Base): Promise<CommitOutcome> {
    const { queue, timers } = this.#options;
    // They may be appended after the caller has its answer.
    const events = commit.events.map((event) => ({ ...event, value: Buffer.from(event.value) }));
    const row: OutboxRow = { version: commit.ifVersion + 1, events };
    const composed = this.#compose(record, commit, base, row) ?? (await this.#composeApart(record, commit, base));
    const rowBytes = events.reduce((bytes, { value }) => bytes + value.byteLength, 0);
    try {
      const outcome = await this.#send(record, composed);
      if (outcome.kind === 'conflict') return outcome;
      record.learnEvents({ before: base.envelope, row, rowBytes });
      await this.#inLogOrLate(record, outcome.version);
      return outcome;
    } catch (error) {
      if (!(error instanceof KvUnknownOutcomeError)) throw error;
      // The caller may find that it was applied and say so to others: then its events must be on their way.
      record.learnDoubt(commit.ifVersion, timers.monotonicMs());
      queue.submit(record);
      this.#options.observer.doubtful?.();
      throw error;
    }
  }

  /** What is in the partition at the version that a commit expects; undefined if it has another one. */
  async #baseOf(record: PartitionRecord, { ifVersion, head }: Commit): Promise<Base | undefined> {
    if (ifVersion === 0) return { envelope: noEvents, head: head ?? new Uint8Array() };
    if (record.version === ifVersion && head !== undefined) return { envelope: record.envelope, head };
    if (record.version !== undefined && record.version > ifVersion) return undefined;
    const read = await this.#options.kv.read(record.key);
    const stored = decodeHead(read.head);
    record.learn(read.version, stored.envelope);
    return read.version === ifVersion ? { envelope: stored.envelope, head: head ?? stored.head } : undefined;
  }

  #compose(record: PartitionRecord, commit: Commit, base: Base): ComposedCommit;
  #compose(record: PartitionRecord, commit: Commit, base: Base, row: OutboxRow): ComposedCommit | undefined;
  #compose(
    { publishedThrough }: PartitionRecord,
    commit: Commit,
    { envelope, head }: Base,
    row?: OutboxRow,
  ): ComposedCommit | undefined {
    const limits = this.#options.limits.engine;
    return composeCommit({ commit, head, envelope, publishedThrough, ...(row && { row }), limits });
  }

  /** The events are too large to go with the rows: they are stored first, and the outbox row says where. */
  async #composeApart(record: PartitionRecord, commit: Commit, base: Base): Promise<ComposedCommit> {
    const { kv, settling, observer } = this.#options;
    const { commitId } = commit;
    const composed = this.#compose(record, commit, base, {
      version: commit.ifVersion + 1,
      events: [],
      overflow: commitId,
    });
    if (composed === undefined) throw new KvLimitError('the engine takes too little beside the rows of a commit');
    try {
      await kv.merge([{ ...overflowOf(commitId), value: overflowValue.encode(commit.events) }]);
    } catch (error) {
      // The commit itself was not sent.
      throw error instanceof KvUnknownOutcomeError ? new KvUnavailableError('events could not be stored') : error;
    }
    observer.overflowed?.();
    settling.rememberOverflow({ record, ifVersion: commit.ifVersion, commitId });
    return composed;
  }

  async #send(record: PartitionRecord, { commit, envelope }: ComposedCommit): Promise<CommitOutcome> {
    try {
      const outcome = await this.#options.kv.commit(commit);
      if (outcome.kind === 'applied') record.learnOwn(commit.ifVersion, envelope);
      else if (record.version === commit.ifVersion) record.forgetVersion();
      return outcome;
    } catch (error) {
      if (error instanceof KvUnknownOutcomeError) record.forgetVersion();
      throw error;
    }
  }

  /** Resolves when the events are in the log, or after the budget: then they are published from the outbox. */
  async #inLogOrLate(record: PartitionRecord, version: number): Promise<void> {
    const { queue, timers, limits, observer } = this.#options;
    queue.submit(record);
    if (record.publishedThrough >= version) return;
    let isPublished = false;
    if (!queue.isLogAway) {
      const waiting = record.whenPublished(version);
      const timer = timers.after(limits.publishBudgetMs, waiting.giveUp);
      isPublished = await waiting.published;
      timer.cancel();
      if (!isPublished) queue.noteSlow();
    }
    if (isPublished) return;
    // The log may be away for long, and memory is not where the backlog belongs.
    record.fresh.clear();
    observer.late?.();
  }

  #checkRoom(record: PartitionRecord): void {
    const { records, limits } = this.#options;
    if (!records.isActive(record) && records.activeCount >= limits.partitionsMax) this.#refuse('partitions');
  }

  #checkBacklog({ publishedThrough }: PartitionRecord, { eventsThrough }: Envelope): void {
    const { records, limits } = this.#options;
    if (records.backlog.bytes >= limits.backlogBytesMax) this.#refuse('bytes');
    if (eventsThrough - publishedThrough >= limits.rowsPerPartitionMax) this.#refuse('rows');
  }

  #refuse(bound: 'partitions' | 'rows' | 'bytes'): never {
    this.#options.observer.refused?.(bound);
    throw new KvUnavailableError(`too many events wait for the log (${bound})`);
  }
}
