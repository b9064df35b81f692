import { ServiceError } from '@microchat/core/service-error';
import type { KvStore } from '@microchat/ports/kv-store';
import { FaultyKvStore, type FaultyKvStoreOptions } from '@microchat/testkit/faulty-kv-store';
import { realTimers } from '@microchat/testkit/real-timers';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import { CommitCount } from '@microchat/testkit/commit-count';
import { Constellation, type ConstellationOptions } from './constellation.ts';
import { InterleavingKvStore } from './interleaving-kv-store.ts';

export interface SeveralProcesses {
  readonly all: Constellation;
  readonly commits: CommitCount;
  /** Faults that fired so far, by kind. */
  fired(): Record<string, number>;
  /** From now on nothing fails; calls still overtake each other. */
  heal(): void;
}

/** Processes on one store whose calls overtake each other and, with `rates`, fail; everything follows from the seed. */
export async function startSeveral(
  random: SeededRandom,
  options: Omit<ConstellationOptions, 'random' | 'wrapKv'> & { readonly rates?: FaultyKvStoreOptions['rates'] } = {},
): Promise<SeveralProcesses> {
  const { rates = {}, ...others } = options;
  const commits = new CommitCount();
  const faulty: FaultyKvStore[] = [];
  let isHealed = true;
  const wrapKv = (kv: KvStore, process: number): KvStore => {
    const stream = random.fork(`kv-${process}`);
    const store = new FaultyKvStore(commits.wrap(kv), { random: stream.fork('faults'), timers: realTimers, rates });
    faulty.push(store);
    const well = new InterleavingKvStore(commits.wrap(kv), stream.fork('turns'));
    const failing = new InterleavingKvStore(store, stream.fork('turns'));
    return switching(() => (isHealed ? well : failing));
  };
  const all = await Constellation.start({ processes: 2, ...others, random, wrapKv });
  isHealed = false;
  return {
    all,
    commits,
    fired: () => sumOf(faulty.map(({ dice }) => dice.fired)),
    heal: () => {
      isHealed = true;
    },
  };
}

/** Repeats what may be repeated, as clients do: not done, or nobody knows. */
export async function insisting<Result>(call: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isWorthRepeating(error)) throw error;
    }
  }
}

export function isWorthRepeating(error: unknown): boolean {
  return error instanceof ServiceError && ['UNAVAILABLE', 'ABORTED', 'RESOURCE_EXHAUSTED'].includes(error.code);
}

function switching(current: () => KvStore): KvStore {
  return {
    read: (key, columns) => current().read(key, columns),
    multiRead: (requests) => current().multiRead(requests),
    scan: (key, range) => current().scan(key, range),
    commit: (commit) => current().commit(commit),
    merge: (writes) => current().merge(writes),
  };
}

function sumOf(counts: readonly Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const count of counts) {
    for (const [name, value] of Object.entries(count)) sum[name] = (sum[name] ?? 0) + value;
  }
  return sum;
}
