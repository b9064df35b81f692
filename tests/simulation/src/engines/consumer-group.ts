import { LogConsumer } from '@microchat/engine-kit/log-consumer';
import type { LogSource } from '@microchat/engine-kit/log-source';
import type { Subscription } from '@microchat/ports/event-log';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { Life } from '../world/life.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { SharedState } from './shared-state.ts';

/** How long the coordinator waits for a member that has gone without a word. */
const sessionTimeoutMs = 2_000;
/** Done prefixes are committed this often: what came after is seen again after a crash. */
const saveEveryMs = 100;
/** Partitions of the network leave the way to it alone. */
const engine = 'log-groups';

interface Member {
  readonly life: Life;
  readonly subscription: Subscription;
  consumer: LogConsumer | undefined;
  hasLeft: boolean;
  /** Of the newest assignment that it has taken. */
  generation: number;
}

export interface ConsumerGroupOptions {
  readonly world: World;
  readonly network: Network;
  readonly state: SharedState;
  readonly topic: string;
  readonly group: string;
  readonly random: SeededRandom;
}

/**
 * A consumer group over all processes: its partitions are spread over its members, anew whenever one joins or leaves. A
 * member learns of it when the message reaches it, so for a while the old owner may go on beside the new one.
 */
export class ConsumerGroup {
  readonly #options: ConsumerGroupOptions;
  readonly #members = new Set<Member>();
  #generation = 0;
  /** Generation that owns each partition: only it may commit. */
  #owners: Member[] = [];

  constructor(options: ConsumerGroupOptions) {
    this.#options = options;
  }

  join(life: Life, subscription: Subscription): Member {
    const member: Member = { life, subscription, consumer: undefined, hasLeft: false, generation: 0 };
    this.#members.add(member);
    life.onEnd(() => {
      member.consumer?.abandon();
      this.#options.world.time.schedule(sessionTimeoutMs, `log: ${life.name} has gone from ${this.#name()}`, () => {
        if (!this.#members.delete(member)) return;
        this.#options.world.faults.fired('log: member gone');
        this.rebalance();
      });
    });
    this.rebalance();
    return member;
  }

  async leave(member: Member, timeoutMs: number | undefined): Promise<void> {
    member.hasLeft = true;
    await member.consumer?.stop(timeoutMs);
    member.consumer = undefined;
    if (this.#members.delete(member)) this.rebalance();
  }

  rebalance(): void {
    const { state, random } = this.#options;
    this.#generation += 1;
    const members = [...this.#members];
    this.#owners = [];
    if (members.length === 0) return;
    const first = random.integer(0, members.length - 1);
    for (let partition = 0; partition < state.log.partitionCount; partition += 1) {
      this.#owners.push(members[(first + partition) % members.length] as Member);
    }
    for (const member of members) this.#assign(member);
  }

  #assign(member: Member): void {
    const { network } = this.#options;
    const generation = this.#generation;
    const partitions = this.#owners.flatMap((owner, partition) => (owner === member ? [partition] : []));
    const label = `log: ${member.life.name} gets ${partitions.join()} of ${this.#name()}`;
    network.send(engine, member.life.name, label, () =>
      member.life.run(() => void this.#take(member, generation, partitions)),
    );
  }

  async #take(member: Member, generation: number, partitions: readonly number[]): Promise<void> {
    if (generation < member.generation || member.hasLeft) return;
    const { world } = this.#options;
    member.generation = generation;
    const before = member.consumer;
    member.consumer = undefined;
    if (before !== undefined) {
      if ((await before.lag()) > 0) world.faults.fired('log: old owner goes on');
      before.abandon();
    }
    if (partitions.length === 0) return;
    const consumer = await LogConsumer.start({
      source: this.#source(member, generation, partitions),
      subscription: member.subscription,
      timers: member.life,
      observer: {},
      saveEveryMs,
      ended: () => undefined,
    });
    if (member.generation === generation && !member.hasLeft) member.consumer = consumer;
    else consumer.abandon();
  }

  /** The assigned partitions as a log of their own. */
  #source(member: Member, generation: number, partitions: readonly number[]): LogSource {
    const { state, network, world } = this.#options;
    const { life } = member;
    const topic = state.log.topic(this.#options.topic);
    const recordsOf = (place: number) => topic.partitions[partitions[place] ?? -1] ?? [];
    return {
      partitionCount: partitions.length,
      visibleEnd: (place) => recordsOf(place).length,
      assignedEnd: (place) => recordsOf(place).length,
      read: (place, offset, limit) =>
        this.#ask(life, '', () =>
          recordsOf(place)
            .slice(offset, offset + limit)
            .map((record) => ({ ...record, value: Buffer.from(record.value) })),
        ),
      onVisible: (listener) => {
        const heard = () => network.send(engine, life.name, '', () => life.run(listener));
        topic.listeners.add(heard);
        const forget = () => void topic.listeners.delete(heard);
        life.onEnd(forget);
        return forget;
      },
      loadOffsets: (group) =>
        this.#ask(life, '', () => {
          const all = topic.groups.get(group) ?? [];
          return partitions.map((partition) => all[partition] ?? 0);
        }),
      saveOffsets: (group, offsets) =>
        this.#ask(life, `log: ${life.name} commits ${offsets.join()} of ${this.#name()}`, () => {
          const all = [...(topic.groups.get(group) ?? topic.partitions.map(() => 0))];
          partitions.forEach((partition, place) => {
            // Fenced: somebody else owns the partition by now.
            if (this.#owners[partition] !== member || generation !== this.#generation) {
              world.faults.fired('log: redelivery after a rebalance');
            } else all[partition] = offsets[place] ?? 0;
          });
          topic.groups.set(group, all);
        }),
    };
  }

  #ask<Result>(life: Life, label: string, effect: () => Result): Promise<Result> {
    const { network } = this.#options;
    return new Promise((resolve) => {
      network.send(life.name, engine, label, () => {
        if (!life.isAlive) return;
        const result = effect();
        network.send(engine, life.name, '', () => life.run(() => resolve(result)));
      });
    });
  }

  #name(): string {
    return `${this.#options.topic}/${this.#options.group}`;
  }
}

export type { Member };
