import { partitionOfKey } from '@microchat/engine-kit/partition-of-key';
import type { Consumer, EventLog, Subscription } from '@microchat/ports/event-log';
import type { MemoryLog } from '@microchat/testkit/memory-log';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import { ConsumerGroup } from './consumer-group.ts';

/** What a subscription's consumer is called while others may take its partitions. */
export type Spoil = (subscription: Subscription) => Subscription;

/**
 * An event log that several processes consume: each partition of a topic belongs to one member of a consumer group at a
 * time, and moves to another one whenever members come or go, or somebody says so.
 */
export class SharedLog {
  readonly #log: MemoryLog;
  readonly #random: SeededRandom;
  readonly #groups = new Map<string, ConsumerGroup>();

  constructor(log: MemoryLog, random: SeededRandom) {
    this.#log = log;
    this.#random = random;
  }

  /** The log as one process has it, until it is killed. `spoil` may change its subscriptions, for faults. */
  view(spoil: Spoil = (subscription) => subscription, killed?: AbortSignal): EventLog {
    const log = this.#log;
    return {
      partitionCount: () => log.partitionCount,
      partitionOf: (_topic, key) => partitionOfKey(key, log.partitionCount),
      append: async (records) => log.append(records),
      committedOffsets: async (topic, group) => this.#group(topic, group).committedOffsets(),
      read: async (topic, partition, offset, limit) =>
        (log.topic(topic).partitions[partition] ?? []).slice(offset, offset + limit),
      subscribe: async (subscription): Promise<Consumer> =>
        this.#group(subscription.topic, subscription.group).join(spoil(subscription), killed),
    };
  }

  /** Partitions move between the members of all groups; records that are being handled go on being handled. */
  rebalance(): void {
    for (const group of this.#groups.values()) group.rebalance();
  }

  /** Records that are not done yet, over all groups. */
  get lag(): number {
    return [...this.#groups.values()].reduce((sum, group) => sum + group.lag, 0);
  }

  /** Calls that a member made for records of a partition that it had lost by the time they were done. */
  get lateCalls(): number {
    return [...this.#groups.values()].reduce((sum, group) => sum + group.lateCalls, 0);
  }

  #group(topic: string, group: string): ConsumerGroup {
    const name = `${topic}/${group}`;
    let found = this.#groups.get(name);
    if (found === undefined) {
      found = new ConsumerGroup(this.#log.topic(topic), this.#random.fork(name));
      this.#groups.set(name, found);
    }
    return found;
  }
}
