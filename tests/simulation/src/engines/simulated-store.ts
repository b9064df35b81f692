import { checkCommit, checkMerge, checkMultiRead, checkRead, checkScan } from '@microchat/ports/kv-limits';
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
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { World } from '../world/world.ts';
import type { EngineCalls } from './engine-calls.ts';
import type { SharedState } from './shared-state.ts';

const slowMsMax = 1_500;
const lateMsMax = 3_000;

export interface SimulatedStoreOptions {
  readonly world: World;
  readonly state: SharedState;
  readonly calls: EngineCalls;
  readonly random: SeededRandom;
}

/** The KvStore as one process sees it. */
export class SimulatedStore implements KvStore {
  readonly #options: SimulatedStoreOptions;

  constructor(options: SimulatedStoreOptions) {
    this.#options = options;
  }

  async read(key: PartitionKey, columns: readonly string[] = []): Promise<PartitionRead> {
    checkRead(key, columns);
    return this.#read(() => this.#options.state.tables.read(key, columns));
  }

  async multiRead(requests: readonly ReadRequest[]): Promise<PartitionRead[]> {
    checkMultiRead(requests);
    const { tables } = this.#options.state;
    return this.#read(() => requests.map(({ key, columns }) => tables.read(key, columns)));
  }

  async scan(key: PartitionKey, range: ScanRange): Promise<Column[]> {
    checkScan(key, range);
    return this.#read(() => this.#options.state.tables.scan(key, range));
  }

  async commit(commit: Commit): Promise<CommitOutcome> {
    checkCommit(commit);
    const { table, partition } = commit.key;
    return this.#write(`commit ${table} ${partition} ${commit.ifVersion}`, () => this.#options.state.commit(commit));
  }

  async merge(writes: readonly MergeWrite[]): Promise<void> {
    checkMerge(writes);
    const { tables } = this.#options.state;
    return this.#write(`merge ${writes[0]?.key.table} ${writes.length}`, () => {
      for (const write of writes) tables.merge(write);
    });
  }

  #read<Result>(effect: () => Result): Promise<Result> {
    const { world, calls, random } = this.#options;
    const fault = world.faults.strikeOne(['store: unavailable', 'store: slow'], random);
    if (fault === 'store: unavailable') return calls.request('', unavailable, timedOutRead);
    return calls.request('', effect, {
      ...timedOutRead,
      extraMs: fault === 'store: slow' ? random.next() * slowMsMax : 0,
    });
  }

  #write<Result>(label: string, effect: () => Result): Promise<Result> {
    const { world, calls, random } = this.#options;
    const fault = world.faults.strikeOne(
      [
        'store: unavailable',
        'store: slow',
        'store: outcome unknown, applied',
        'store: outcome unknown, lost',
        'store: outcome unknown, applied later',
      ],
      random,
    );
    switch (fault) {
      case 'store: unavailable':
        return calls.request(`${label} unavailable`, unavailable, timedOutWrite);
      case 'store: outcome unknown, lost':
        return calls.request(`${label} lost`, unknown, timedOutWrite);
      case 'store: outcome unknown, applied later':
        calls.requestUnheard(label, effect, random.next() * lateMsMax);
        return calls.request(`${label} unknown`, unknown, timedOutWrite);
      case 'store: outcome unknown, applied':
        return calls.request(
          `${label} unknown`,
          () => {
            effect();
            return unknown();
          },
          timedOutWrite,
        );
      case 'store: slow':
        return calls.request(`${label} slow`, effect, { ...timedOutWrite, extraMs: random.next() * slowMsMax });
      case undefined:
        return calls.request(label, effect, timedOutWrite);
    }
  }
}

const timedOutRead = { timedOut: () => new KvUnavailableError('simulated') };
const timedOutWrite = { timedOut: () => new KvUnknownOutcomeError('simulated') };

function unavailable(): never {
  throw new KvUnavailableError('simulated');
}

function unknown(): never {
  throw new KvUnknownOutcomeError('simulated');
}
