import { ServiceError } from '@microchat/core/service-error';
import { type KvStore, KvUnknownOutcomeError, type PartitionRead } from '@microchat/ports/kv-store';
import type { Clock, Random, Timers } from '@microchat/ports/time';
import { type CommitAttempt, DoubtfulCommits, UndecidableCommitError } from './doubtful-commits.ts';
import { loadPartition } from './partition-loader.ts';
import type { Decision, PartitionMachine } from './partition-machine.ts';
import { RequestQueue, type WaitingRequest } from './request-queue.ts';
import { turnEnd } from './turn-end.ts';
import { isPassing, storeUnavailable, writerConflict } from './writer-errors.ts';
import type { WriterLimits } from './writer-limits.ts';
import type { WriterObserver } from './writer-observer.ts';

/** What all writers of a pool share. */
export interface WriterEnvironment<State, Request, Reply> {
  readonly kv: KvStore;
  readonly table: string;
  readonly machine: PartitionMachine<State, Request, Reply>;
  readonly limits: WriterLimits;
  readonly observer: WriterObserver;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  nextCommitId(): string;
}

interface CurrentState<State> {
  readonly partition: string;
  readonly version: number;
  readonly state: State;
}

/** A look at the state that waits for its turn. */
export interface Inspection<State> {
  view(state: State): void;
  reject(error: unknown): void;
}

/** How a batch ended: its first requests got these replies, the rest is still to be decided. */
type Replies<Reply> = readonly (Reply | ServiceError)[];

/** The load failed: whatever waits behind this batch would fail as well. */
class PartitionUnreadableError extends Error {}

/** The single-threaded writer of one key: one batch at a time, requests queue meanwhile. */
export class PartitionWriter<State, Request, Reply> {
  readonly key: string;
  readonly #environment: WriterEnvironment<State, Request, Reply>;
  readonly #queue: RequestQueue<Request, Reply>;
  readonly #onIdle: (writer: PartitionWriter<State, Request, Reply>) => void;
  #inspections: Inspection<State>[] = [];
  /** Undefined: not loaded, or no longer known to be current. */
  #current: CurrentState<State> | undefined;
  #isRunning = false;

  constructor(
    key: string,
    environment: WriterEnvironment<State, Request, Reply>,
    onIdle: (writer: PartitionWriter<State, Request, Reply>) => void,
  ) {
    this.key = key;
    this.#environment = environment;
    this.#queue = new RequestQueue(environment.limits);
    this.#onIdle = onIdle;
  }

  /** What keeping this writer costs; 0 = it holds nothing worth keeping. */
  get weight(): number {
    if (this.#current === undefined) return 0;
    return Math.max(1, this.#environment.machine.weigh?.(this.#current.state) ?? 1);
  }

  /** False if the queue is full. */
  submit(waiting: WaitingRequest<Request, Reply>): boolean {
    if (!this.#queue.push(waiting)) return false;
    this.#wake();
    return true;
  }

  inspect(inspection: Inspection<State>): void {
    this.#inspections.push(inspection);
    this.#wake();
  }

  #wake(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    while (this.#inspections.length > 0 || this.#queue.size > 0) {
      // Callers that have just got their reply may send the next request in this turn.
      await turnEnd();
      if (this.#inspections.length > 0) await this.#answerInspections();
      const batch = this.#queue.takeBatch();
      if (batch.length > 0) await this.#serve(batch);
    }
    this.#isRunning = false;
    this.#onIdle(this);
  }

  async #answerInspections(): Promise<void> {
    const inspections = this.#inspections;
    this.#inspections = [];
    try {
      await this.#dropIfOutdated();
      const { state } = this.#current ?? (await this.#load()).current;
      for (const inspection of inspections) inspection.view(state);
    } catch (error) {
      this.#current = undefined;
      const cause = error instanceof PartitionUnreadableError || isPassing(error) ? storeUnavailable() : error;
      for (const inspection of inspections) inspection.reject(cause);
    }
  }

  async #serve(batch: WaitingRequest<Request, Reply>[]): Promise<void> {
    try {
      const replies = await this.#repliesOf(batch);
      this.#queue.putBack(batch.slice(replies.length));
      for (const [position, reply] of replies.entries()) {
        if (reply instanceof ServiceError) batch[position]?.reject(reply);
        else batch[position]?.resolve(reply);
      }
    } catch (error) {
      this.#current = undefined;
      this.#fail(batch, error);
    }
  }

  #fail(batch: WaitingRequest<Request, Reply>[], error: unknown): void {
    const { observer } = this.#environment;
    const isUnreadable = error instanceof PartitionUnreadableError;
    const failed = isUnreadable ? [...batch, ...this.#queue.takeAll()] : batch;
    const cause = isUnreadable || isPassing(error) ? storeUnavailable() : error;
    if (cause instanceof ServiceError && cause.code === 'UNAVAILABLE') observer.unavailable?.(failed.length);
    else if (cause instanceof ServiceError && cause.code === 'ABORTED') observer.aborted?.(failed.length);
    else observer.failed?.(failed.length);
    for (const waiting of failed) waiting.reject(cause);
  }

  /** Decides and commits until the batch, or a prefix of it, has its replies. */
  async #repliesOf(batch: readonly WaitingRequest<Request, Reply>[]): Promise<Replies<Reply>> {
    const { limits, observer, timers } = this.#environment;
    const requests = batch.map((waiting) => waiting.request);
    const doubts = new DoubtfulCommits<Reply | ServiceError>(this.#environment.kv, this.#environment.table);
    let giveUpAtMs = Number.POSITIVE_INFINITY;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const replies = await this.#attempt(requests, doubts);
        if (replies !== undefined) return replies;
      } catch (error) {
        this.#current = undefined;
        const mayPass = isPassing(error) || error instanceof PartitionUnreadableError;
        if (!mayPass || doubts.isEmpty) throw error;
      }
      if (doubts.isEmpty) {
        giveUpAtMs = Number.POSITIVE_INFINITY;
        if (attempt >= limits.attemptsMax) throw writerConflict();
      } else {
        giveUpAtMs = Math.min(giveUpAtMs, timers.monotonicMs() + limits.unknownOutcomeMs);
        if (timers.monotonicMs() >= giveUpAtMs) {
          observer.unknownOutcome?.('undecided');
          throw storeUnavailable();
        }
      }
      await this.#pauseAfter(attempt);
    }
  }

  /** One load (if needed), decision and commit. Undefined: try again. */
  async #attempt(
    requests: readonly Request[],
    doubts: DoubtfulCommits<Reply | ServiceError>,
  ): Promise<Replies<Reply> | undefined> {
    const { machine, observer, clock } = this.#environment;
    if (this.#current === undefined) {
      const { current, read } = await this.#load();
      const hadDoubts = !doubts.isEmpty;
      const applied = await this.#findApplied(doubts, current.partition, read);
      if (applied !== undefined) return applied.replies;
      if (hadDoubts && doubts.isEmpty) observer.unknownOutcome?.('not-applied');
    }
    const current = this.#current;
    if (current === undefined) return undefined;
    const { partition, version } = current;
    const state = machine.prepare === undefined ? current.state : await machine.prepare(current.state, requests);
    const decision = machine.decide(state, requests, { nowMs: clock.now(), partition, version });
    // While an earlier commit may still be applied even an answer without a write needs a commit: it fences that one off.
    if (isWrite(decision) || !doubts.isEmpty) return await this.#commit(decision, current, doubts);
    return await this.#answer(decision, current);
  }

  async #commit(
    decision: Decision<State, Reply>,
    { partition, version }: CurrentState<State>,
    doubts: DoubtfulCommits<Reply | ServiceError>,
  ): Promise<Replies<Reply> | undefined> {
    const { kv, table, observer } = this.#environment;
    const commitId = this.#environment.nextCommitId();
    const attempt: CommitAttempt<Reply | ServiceError> = {
      partition,
      ifVersion: version,
      commitId,
      replies: decision.replies,
    };
    this.#current = undefined;
    try {
      const outcome = await kv.commit({
        key: { table, partition },
        ifVersion: version,
        commitId,
        ...(decision.head === undefined ? {} : { head: decision.head }),
        puts: decision.puts ?? [],
        deletes: decision.deletes ?? [],
        events: decision.events ?? [],
      });
      if (outcome.kind === 'conflict') {
        observer.conflict?.();
        return undefined;
      }
      if (!decision.reload) this.#current = { partition, version: outcome.version, state: decision.state };
      if (!doubts.isEmpty) observer.unknownOutcome?.('not-applied');
      observer.committed?.(decision.replies.length);
      return decision.replies;
    } catch (error) {
      if (!(error instanceof KvUnknownOutcomeError)) throw error;
      doubts.add(attempt);
      return undefined;
    }
  }

  async #answer(
    decision: Decision<State, Reply>,
    { partition, version }: CurrentState<State>,
  ): Promise<Replies<Reply> | undefined> {
    if (decision.replies.length === 0 && !decision.reload) throw new Error('empty decision');
    this.#current = { partition, version, state: decision.state };
    if (decision.confirm && (await this.#dropIfOutdated())) return undefined;
    if (decision.reload) this.#current = undefined;
    this.#environment.observer.answered?.(decision.replies.length);
    return decision.replies;
  }

  async #findApplied(
    doubts: DoubtfulCommits<Reply | ServiceError>,
    partition: string,
    read: PartitionRead,
  ): Promise<CommitAttempt<Reply | ServiceError> | undefined> {
    const { observer } = this.#environment;
    try {
      const applied = await doubts.findApplied(partition, read);
      if (applied !== undefined) {
        observer.unknownOutcome?.('applied');
        observer.committed?.(applied.replies.length);
      }
      return applied;
    } catch (error) {
      if (!(error instanceof UndecidableCommitError)) throw error;
      observer.unknownOutcome?.('undecided');
      throw storeUnavailable();
    }
  }

  async #load(): Promise<{ current: CurrentState<State>; read: PartitionRead }> {
    const { kv, table, machine, observer } = this.#environment;
    try {
      const { partition, read, state } = await loadPartition(kv, table, machine, this.key);
      observer.loaded?.();
      const current = { partition, version: read.version, state };
      this.#current = current;
      return { current, read };
    } catch (error) {
      throw isPassing(error) ? new PartitionUnreadableError() : error;
    }
  }

  /** Forgets the state if the partition has another version by now. True if it did. */
  async #dropIfOutdated(): Promise<boolean> {
    if (this.#current === undefined) return false;
    const { kv, table, observer } = this.#environment;
    const { partition, version } = this.#current;
    const read = await kv.read({ table, partition });
    if (read.version === version) return false;
    observer.conflict?.();
    this.#current = undefined;
    return true;
  }

  /** Not after the first failure; then longer each time up to 50 ms, with jitter, so that two writers don't stay in step. */
  #pauseAfter(attempt: number): Promise<void> {
    if (attempt < 2) return Promise.resolve();
    const { timers, random } = this.#environment;
    const delayMs = Math.ceil(random.next() * Math.min(50, 2 ** attempt));
    return new Promise((resolve) => timers.after(delayMs, resolve));
  }
}

function isWrite(decision: Decision<unknown, unknown>): boolean {
  return (
    decision.head !== undefined ||
    (decision.puts?.length ?? 0) > 0 ||
    (decision.deletes?.length ?? 0) > 0 ||
    (decision.events?.length ?? 0) > 0
  );
}
