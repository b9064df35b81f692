import type { Column, Commit, KvStore, PartitionKey } from '@microchat/ports/kv-store';
import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import type { PublisherLimits } from '../publisher-limits.ts';
import type { PublisherObserver } from '../publisher-observer.ts';
import { Durable } from './plain-engine.ts';
import { SimulatedLog, SimulatedProcess } from './simulated-process.ts';

/** One process over a store and a log of its own, for tests of what it does when nothing goes wrong by chance. */
export class PlainProcess {
  readonly durable: Durable;
  readonly time: ManualTime;
  readonly log: SimulatedLog;
  readonly process: SimulatedProcess;

  constructor(
    limits: Partial<PublisherLimits> = {},
    observer: PublisherObserver = {},
    { durable, time, log }: Partial<Pick<PlainProcess, 'durable' | 'time' | 'log'>> = {},
  ) {
    this.durable = durable ?? new Durable();
    this.time = time ?? new ManualTime();
    this.log = log ?? new SimulatedLog();
    const random = new SeededRandom(names++);
    const shared = { durable: this.durable, time: this.time, log: this.log };
    this.process = new SimulatedProcess({ ...shared, random, limits, observer });
  }

  get kv(): KvStore {
    return this.process.kv;
  }

  /** Sequences of a partition's events in the log. */
  readonly sequences = (partition: string): number[] => {
    const records = this.durable.log.topic(topic).partitions.flat();
    return records.filter(({ key }) => key === partition).map(({ sequence }) => sequence);
  };
}

const topic = 'changes';

let names = 0;

export const keyOf = (partition: string): PartitionKey => ({ table: 'things', partition });

/** A commit with one event, whose sequence is the version that it makes. */
export function commitOf(
  partition: string,
  ifVersion: number,
  {
    puts = [],
    head,
    bytes = 10,
  }: { readonly puts?: readonly Column[]; readonly head?: Uint8Array; readonly bytes?: number } = {},
): Commit {
  const value = Buffer.alloc(bytes, 'x');
  return {
    key: keyOf(partition),
    ifVersion,
    commitId: `${partition}/${ifVersion}`,
    ...(head && { head }),
    puts,
    deletes: [],
    events: [{ topic, key: partition, sequence: ifVersion + 1, value }],
  };
}
