import { type Consumer, EventLogUnavailableError } from '@microchat/ports/event-log';
import { ConsumerWatchdog } from './consumer-watchdog.ts';
import { GroupMember } from './group-member.ts';
import type { KafkaConnections } from './kafka-connection.ts';
import { Tenure, type TenureContext } from './tenure.ts';
import { within } from './within.ts';

export interface GroupConsumerOptions extends TenureContext {
  readonly connections: KafkaConnections;
  readonly sessionTimeoutMs: number;
  readonly watchdog: { readonly checkEveryMs: number; readonly silenceMaxMs: number };
  ensureTopic(): Promise<void>;
  /** Called once, when it has stopped. */
  ended(): void;
}

const restartDelayMinMs = 200;
const restartDelayMaxMs = 5_000;
const pollDelayMs = 25;
/** What stopping may take beyond the handlers: the last commit and leaving the group. */
const leaveTimeoutMs = 5_000;

/** A subscription: members of the group one after the other, each until it is lost, for as long as it is not stopped. */
export class GroupConsumer implements Consumer {
  readonly #options: GroupConsumerOptions;
  readonly #stopSignal = Promise.withResolvers<void>();
  /** Rejects when it stops. */
  readonly #stopped: Promise<never>;
  readonly #living: Promise<void>;
  #member: GroupMember | undefined;
  #tenure: Tenure | undefined;
  #stopping: Promise<void> | undefined;

  /** Starts at once, in the background; it goes on trying while Kafka is away. */
  constructor(options: GroupConsumerOptions) {
    this.#options = options;
    this.#stopped = this.#stopSignal.promise.then(() => {
      throw new Error('the consumer has stopped');
    });
    this.#stopped.catch(() => undefined);
    this.#living = this.#live();
  }

  stop(timeoutMs = 10_000): Promise<void> {
    this.#stopping ??= this.#stop(timeoutMs);
    return this.#stopping;
  }

  /** Handled by the whole group, and committed. Waits while Kafka is away. */
  caughtUp(): Promise<void> {
    return Promise.race([this.#stopped, this.#committedToEnd()]);
  }

  /** Of the whole group: exact for our partitions, up to the last commit for those of others. */
  async lag(): Promise<number> {
    const { queries, kafkaTopic, groupId, partitionCount } = this.#options;
    await this.#options.ensureTopic();
    const tenure = this.#tenure;
    const ranges = await queries.offsetRanges(kafkaTopic);
    const ours = new Set(tenure?.partitions);
    const committed = ours.size === partitionCount ? [] : await queries.committed(kafkaTopic, groupId, partitionCount);
    const others = ranges.map(({ low, high }, partition) =>
      ours.has(partition) ? 0 : Math.max(0, high - Math.max(low, committed[partition] ?? 0)),
    );
    return others.reduce((sum, count) => sum + count, (await tenure?.lag(ranges)) ?? 0);
  }

  async #committedToEnd(): Promise<void> {
    const { queries, kafkaTopic, groupId, partitionCount, ensureTopic } = this.#options;
    let ends: number[] | undefined;
    while (this.#stopping === undefined) {
      try {
        await ensureTopic();
        const ranges = await queries.offsetRanges(kafkaTopic);
        ends ??= ranges.map(({ high }) => high);
        const committed = await queries.committed(kafkaTopic, groupId, partitionCount);
        // What retention has deleted will never be handled.
        if (ends.every((end, partition) => Math.max(committed[partition] ?? 0, ranges[partition]?.low ?? 0) >= end))
          return;
      } catch (error) {
        if (!(error instanceof EventLogUnavailableError)) this.#failed(error);
      }
      await this.#pause(pollDelayMs);
    }
    return this.#stopped;
  }

  async #live(): Promise<void> {
    for (let failures = 0; this.#stopping === undefined; failures++) {
      const startedMs = this.#options.timers.monotonicMs();
      const cause = await this.#liveOnce();
      if (this.#stopping !== undefined) return;
      const { subscription, observer, timers } = this.#options;
      observer.consumerRestarted?.(subscription.topic, subscription.group, cause);
      if (timers.monotonicMs() - startedMs > restartDelayMaxMs * 2) failures = 0;
      const delayMs = Math.min(restartDelayMaxMs, restartDelayMinMs * 2 ** Math.min(failures, 10));
      await Promise.race([this.#pause(delayMs), this.#stopSignal.promise]);
    }
  }

  /** One member from joining to its end. Resolves with the reason; undefined if it was stopped. */
  async #liveOnce(): Promise<unknown> {
    const lost = Promise.withResolvers<unknown>();
    let member: GroupMember | undefined;
    let watchdog: ConsumerWatchdog | undefined;
    try {
      await this.#options.ensureTopic();
      if (this.#stopping !== undefined) return undefined;
      member = this.#join(lost.resolve);
      watchdog = this.#watch(member, lost.resolve);
      member.start().catch(lost.resolve);
      return await Promise.race([lost.promise, this.#stopSignal.promise]);
    } catch (cause) {
      return cause;
    } finally {
      watchdog?.stop();
      // Stopping needs the member for the last commit, and closes it itself.
      if (this.#stopping === undefined) {
        // What it still has to say, while it is being closed, is not heard.
        this.#member = undefined;
        this.#revoke();
        await member?.close();
      }
    }
  }

  #join(lost: (cause: unknown) => void): GroupMember {
    const { connections, kafkaTopic, groupId, sessionTimeoutMs, timers, subscription, observer } = this.#options;
    const member = new GroupMember({
      connections,
      kafkaTopic,
      groupId,
      sessionTimeoutMs,
      timers,
      revoked: () => {
        if (this.#member === member) this.#revoke();
      },
      joined: (partitions) => {
        if (this.#stopping !== undefined || this.#member !== member) return;
        observer.rebalanced?.(subscription.topic, subscription.group, partitions);
        this.#tenure = new Tenure({
          ...this.#options,
          partitions,
          isAlive: () => member.isAlive(),
          seek: (partition, offset) => member.seek(partition, offset),
          lost,
        });
      },
      take: async (payload) => {
        if (this.#member === member) await this.#tenure?.take(payload);
      },
      lost,
    });
    this.#member = member;
    return member;
  }

  #watch(member: GroupMember, failed: (cause: Error) => void): ConsumerWatchdog {
    const { watchdog, timers, queries, kafkaTopic } = this.#options;
    return new ConsumerWatchdog({
      ...watchdog,
      timers,
      silentMs: () => member.silentMs,
      positions: () => this.#tenure?.positions(),
      offsetRanges: () => queries.offsetRanges(kafkaTopic),
      failed,
    });
  }

  #revoke(): void {
    this.#tenure?.revoke();
    this.#tenure = undefined;
  }

  async #stop(timeoutMs: number): Promise<void> {
    const { timers, ended } = this.#options;
    this.#stopSignal.resolve();
    const stopped = this.#tenure?.stop(timeoutMs) ?? Promise.resolve();
    await within(timers, timeoutMs + leaveTimeoutMs, stopped).catch(() => undefined);
    this.#revoke();
    await this.#member?.close();
    await within(timers, leaveTimeoutMs, this.#living).catch(() => undefined);
    ended();
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#options.timers.after(delayMs, resolve);
    });
  }

  #failed(cause: unknown): void {
    const { subscription, observer } = this.#options;
    observer.consumerFailed?.(subscription.topic, subscription.group, cause);
  }
}
