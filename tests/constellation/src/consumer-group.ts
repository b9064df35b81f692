import type { LogSource } from '@microchat/engine-kit/log-source';
import { LogConsumer } from '@microchat/engine-kit/log-consumer';
import type { Consumer, Subscription } from '@microchat/ports/event-log';
import type { MemoryLog } from '@microchat/testkit/memory-log';
import { realTimers } from '@microchat/testkit/real-timers';
import type { SeededRandom } from '@microchat/testkit/seeded-random';

type Topic = ReturnType<MemoryLog['topic']>;

/** One member's time with one partition. */
interface Tenure {
  readonly member: Subscription;
  isOver: boolean;
  consumer: Promise<LogConsumer>;
}

/** The members of a consumer group and who of them has which partition of a topic. */
export class ConsumerGroup {
  lateCalls = 0;
  readonly #topic: Topic;
  readonly #random: SeededRandom;
  readonly #members: Subscription[] = [];
  readonly #committed: number[];
  readonly #tenures: (Tenure | undefined)[];

  constructor(topic: Topic, random: SeededRandom) {
    this.#topic = topic;
    this.#random = random;
    this.#committed = topic.partitions.map(() => 0);
    this.#tenures = topic.partitions.map(() => undefined);
  }

  get lag(): number {
    if (this.#members.length === 0) return 0;
    return this.#topic.partitions.reduce((sum, records, at) => sum + records.length - (this.#committed[at] ?? 0), 0);
  }

  committedOffsets(): number[] {
    return [...this.#committed];
  }

  /** A member that is killed loses its partitions to others; what it was doing is never heard of again. */
  join(member: Subscription, killed?: AbortSignal): Consumer {
    this.#members.push(member);
    this.rebalance();
    killed?.addEventListener('abort', () => {
      this.#remove(member);
      this.rebalance();
    });
    return {
      stop: () => this.#leave(member),
      caughtUp: () => Promise.reject(new Error('ask the shared log')),
      lag: async () => this.lag,
    };
  }

  /** Every partition gets a member by lot. What its last one is doing with it goes on and does not count any more. */
  rebalance(): void {
    this.#tenures.forEach((tenure, partition) => {
      const member = this.#members.length === 0 ? undefined : this.#random.pick(this.#members);
      if (tenure?.member === member) return;
      void end(tenure);
      this.#tenures[partition] = member && this.#begin(member, partition);
    });
  }

  async #leave(member: Subscription): Promise<void> {
    this.#remove(member);
    const own = this.#tenures.filter((tenure) => tenure?.member === member);
    await Promise.all(own.map(async (tenure) => (await tenure?.consumer)?.stop()));
    this.rebalance();
  }

  #remove(member: Subscription): void {
    const at = this.#members.indexOf(member);
    if (at >= 0) this.#members.splice(at, 1);
  }

  #begin(member: Subscription, partition: number): Tenure {
    const tenure: Tenure = { member, isOver: false, consumer: undefined as never };
    const subscription: Subscription = {
      ...member,
      handle: async (key, records) => {
        await member.handle(key, records);
        this.lateCalls += Number(tenure.isOver);
      },
    };
    tenure.consumer = LogConsumer.start({
      source: this.#sourceOf(partition, tenure),
      subscription,
      timers: realTimers,
      observer: {},
      saveEveryMs: 0,
      ended: () => undefined,
    });
    return tenure;
  }

  /** A log of this one partition, whose offset only its present owner may commit. */
  #sourceOf(partition: number, tenure: Tenure): LogSource {
    const records = this.#topic.partitions[partition] ?? [];
    return {
      partitionCount: 1,
      visibleEnd: () => records.length,
      assignedEnd: () => records.length,
      read: async (_, offset, limit) => records.slice(offset, offset + limit),
      onVisible: (listener) => {
        this.#topic.listeners.add(listener);
        return () => void this.#topic.listeners.delete(listener);
      },
      loadOffsets: async () => [this.#committed[partition] ?? 0],
      saveOffsets: async (_, [offset = 0]) => {
        if (!tenure.isOver) this.#committed[partition] = offset;
      },
    };
  }
}

async function end(tenure: Tenure | undefined): Promise<void> {
  if (tenure === undefined) return;
  tenure.isOver = true;
  (await tenure.consumer).abandon();
}
