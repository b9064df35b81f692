import {
  type Column,
  type Commit,
  type CommitOutcome,
  type KvStore,
  KvUnavailableError,
  KvUnknownOutcomeError,
  type MergeWrite,
  type PartitionKey,
  type PartitionRead,
  type ReadRequest,
  type ScanRange,
} from '@microchat/ports/kv-store';
import { FaultDice, type FaultDiceOptions } from './fault-dice.ts';

export type KvOperation = 'read' | 'multiRead' | 'scan' | 'commit' | 'merge';

/**
 * - `delay`: done right, but late.
 * - `unavailable`: not done, KvUnavailableError.
 * - `unknownApplied`, `unknownLost`: done or not, KvUnknownOutcomeError.
 * - `hangBefore`, `hangAfter`: not done or done, and the caller never hears of it: what a crash of the caller looks like.
 */
export type KvFault = (typeof writeFaults)[number];

const readFaults = ['delay', 'unavailable', 'hangBefore'] as const;
const writeFaults = [...readFaults, 'unknownApplied', 'unknownLost', 'hangAfter'] as const;

export type FaultyKvStoreOptions = FaultDiceOptions<KvOperation, KvFault>;

/** A KvStore that fails as real ones do, by seed or by plan. */
export class FaultyKvStore implements KvStore {
  readonly dice: FaultDice<KvOperation, KvFault>;
  readonly #inner: KvStore;

  constructor(inner: KvStore, options: FaultyKvStoreOptions) {
    this.#inner = inner;
    this.dice = new FaultDice(writeFaults, options);
  }

  read(partition: PartitionKey, columns?: readonly string[]): Promise<PartitionRead> {
    return this.#call('read', readFaults, () => this.#inner.read(partition, columns));
  }

  multiRead(requests: readonly ReadRequest[]): Promise<PartitionRead[]> {
    return this.#call('multiRead', readFaults, () => this.#inner.multiRead(requests));
  }

  scan(partition: PartitionKey, range: ScanRange): Promise<Column[]> {
    return this.#call('scan', readFaults, () => this.#inner.scan(partition, range));
  }

  commit(commit: Commit): Promise<CommitOutcome> {
    return this.#call('commit', writeFaults, () => this.#inner.commit(commit));
  }

  merge(writes: readonly MergeWrite[]): Promise<void> {
    return this.#call('merge', writeFaults, () => this.#inner.merge(writes));
  }

  async #call<Result>(
    operation: KvOperation,
    possible: readonly KvFault[],
    inner: () => Promise<Result>,
  ): Promise<Result> {
    switch (this.dice.draw(operation, possible)) {
      case 'delay':
        await this.dice.delay();
        return inner();
      case 'unavailable':
        throw new KvUnavailableError('injected');
      case 'unknownLost':
        throw new KvUnknownOutcomeError('injected');
      case 'unknownApplied':
        await inner();
        throw new KvUnknownOutcomeError('injected');
      case 'hangBefore':
        return never();
      case 'hangAfter':
        await inner();
        return never();
      case undefined:
        return inner();
    }
  }
}

function never<Result>(): Promise<Result> {
  return new Promise(() => undefined);
}
