import type { ServiceError } from '@microchat/core/service-error';
import { KvUnknownOutcomeError, type PartitionRead } from '@microchat/ports/kv-store';
import { type CachedPartition, PartitionUnreadableError, type VersionedState } from './cached-partition.ts';
import { type CommitAttempt, DoubtfulCommits, UndecidableCommitError } from './doubtful-commits.ts';
import type { Decision } from './partition-machine.ts';
import type { WriterEnvironment } from './writer-environment.ts';
import { isPassing, storeUnavailable, writerConflict } from './writer-errors.ts';

/** Replies to a prefix of a batch. */
export type Replies<Reply> = readonly (Reply | ServiceError)[];

/** One batch on its way: decided and committed, again if others were faster or the outcome is unknown. */
export class BatchRun<State, Request, Reply> {
  readonly #environment: WriterEnvironment<State, Request, Reply>;
  readonly #cached: CachedPartition<State>;
  readonly #requests: readonly Request[];
  readonly #doubts: DoubtfulCommits<Reply | ServiceError>;
  #giveUpAtMs = Number.POSITIVE_INFINITY;
  /** The latest commit: it is what the caller has waited for, too. */
  #sentAtMs = 0;

  constructor(
    environment: WriterEnvironment<State, Request, Reply>,
    cached: CachedPartition<State>,
    requests: readonly Request[],
  ) {
    this.#environment = environment;
    this.#cached = cached;
    this.#requests = requests;
    this.#doubts = new DoubtfulCommits(environment.kv, environment.table);
  }

  /**
   * @throws ServiceError ABORTED/WRITER_CONFLICT, UNAVAILABLE/STORE_UNAVAILABLE
   * @throws PartitionUnreadableError it could not even load
   * @throws whatever the store or the machine throws otherwise
   */
  async replies(): Promise<Replies<Reply>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const replies = await this.#attempt();
        if (replies !== undefined) return replies;
      } catch (error) {
        this.#cached.forget();
        const mayPass = isPassing(error) || error instanceof PartitionUnreadableError;
        if (!mayPass || this.#doubts.isEmpty) throw error;
      }
      this.#giveUpAfter(attempt);
      await this.#pauseAfter(attempt);
    }
  }

  /** One load (if needed), decision and commit. Undefined: try again. */
  async #attempt(): Promise<Replies<Reply> | undefined> {
    const { machine, clock } = this.#environment;
    let { current } = this.#cached;
    if (current === undefined) {
      const loaded = await this.#cached.load();
      const applied = await this.#findApplied(loaded.current.partition, loaded.read);
      if (applied !== undefined) return applied.replies;
      ({ current } = loaded);
    }
    const { partition, version } = current;
    const prepared = machine.prepare?.(current.state, this.#requests) ?? current.state;
    const environment = { nowMs: clock.now(), partition, version };
    const decision = machine.decide(await prepared, this.#requests, environment);
    // While an earlier commit may still be applied even an answer without a write needs a commit: it fences that one off.
    if (isWrite(decision) || !this.#doubts.isEmpty) return await this.#commit(decision, current);
    return await this.#answer(decision, current);
  }

  async #commit(
    decision: Decision<State, Reply>,
    { partition, version }: VersionedState<State>,
  ): Promise<Replies<Reply> | undefined> {
    const { kv, table, observer } = this.#environment;
    const { state, replies, head, puts = [], deletes = [], events = [], follows, reload } = decision;
    const commitId = this.#environment.nextCommitId();
    const changes = { ...(head === undefined ? {} : { head }), puts, deletes, events, ...(follows && { follows }) };
    this.#cached.forget();
    this.#sentAtMs = this.#environment.timers.monotonicMs();
    try {
      const outcome = await kv.commit({ key: { table, partition }, ifVersion: version, commitId, ...changes });
      if (outcome.kind === 'conflict') {
        observer.conflict?.();
        return undefined;
      }
      if (!reload) this.#cached.remember({ partition, version: outcome.version, state });
      if (!this.#doubts.isEmpty) observer.unknownOutcome?.('not-applied');
      observer.committed?.(replies.length);
      return replies;
    } catch (error) {
      if (!(error instanceof KvUnknownOutcomeError)) throw error;
      this.#doubts.add({ partition, ifVersion: version, commitId, replies });
      return undefined;
    }
  }

  async #answer(
    { state, replies, confirm, reload }: Decision<State, Reply>,
    { partition, version }: VersionedState<State>,
  ): Promise<Replies<Reply> | undefined> {
    if (replies.length === 0 && !reload) throw new Error('empty decision');
    this.#cached.remember({ partition, version, state });
    if (confirm && (await this.#cached.forgetIfOutdated())) return undefined;
    if (reload) this.#cached.forget();
    this.#environment.observer.answered?.(replies.length);
    return replies;
  }

  async #findApplied(partition: string, read: PartitionRead): Promise<CommitAttempt<Reply | ServiceError> | undefined> {
    if (this.#doubts.isEmpty) return undefined;
    const { observer } = this.#environment;
    try {
      const applied = await this.#doubts.findApplied(partition, read);
      if (applied !== undefined) {
        observer.unknownOutcome?.('applied');
        observer.committed?.(applied.replies.length);
      } else if (this.#doubts.isEmpty) observer.unknownOutcome?.('not-applied');
      return applied;
    } catch (error) {
      if (!(error instanceof UndecidableCommitError)) throw error;
      observer.unknownOutcome?.('undecided');
      throw storeUnavailable();
    }
  }

  /** Conflicts are bounded in number, doubts in time: giving a doubt up means not knowing. */
  #giveUpAfter(attempt: number): void {
    const { limits, observer, timers } = this.#environment;
    if (this.#doubts.isEmpty) {
      this.#giveUpAtMs = Number.POSITIVE_INFINITY;
      if (attempt >= limits.attemptsMax) throw writerConflict();
      return;
    }
    this.#giveUpAtMs = Math.min(this.#giveUpAtMs, this.#sentAtMs + limits.unknownOutcomeMs);
    if (timers.monotonicMs() < this.#giveUpAtMs) return;
    observer.unknownOutcome?.('undecided');
    throw storeUnavailable();
  }

  /** Not after the first failure; then longer each time up to 50 ms, with jitter, so that two writers don't stay in step. */
  #pauseAfter(attempt: number): Promise<void> {
    if (attempt < 2) return Promise.resolve();
    const { timers, random } = this.#environment;
    const delayMs = Math.ceil(random.next() * Math.min(50, 2 ** attempt));
    return new Promise((resolve) => {
      timers.after(delayMs, resolve);
    });
  }
}

function isWrite({ head, puts = [], deletes = [], events = [] }: Decision<unknown, unknown>): boolean {
  return head !== undefined || puts.length > 0 || deletes.length > 0 || events.length > 0;
}
