import { partitionOfKey } from '@microchat/engine-kit/partition-of-key';
import {
  type Consumer,
  type EventLog,
  EventLogUnavailableError,
  type LogRecord,
  type NewRecord,
  type Subscription,
} from '@microchat/ports/event-log';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { Life } from '../world/life.ts';
import type { World } from '../world/world.ts';
import type { ConsumerGroups } from './consumer-groups.ts';
import type { EngineCalls } from './engine-calls.ts';
import type { SharedState } from './shared-state.ts';

export interface SimulatedLogOptions {
  readonly world: World;
  readonly state: SharedState;
  readonly groups: ConsumerGroups;
  readonly calls: EngineCalls;
  readonly life: Life;
  readonly random: SeededRandom;
}

const logTimedOut = { timedOut: () => new EventLogUnavailableError('simulated') };

/** The EventLog as one process sees it. */
export class SimulatedLog implements EventLog {
  readonly #options: SimulatedLogOptions;

  constructor(options: SimulatedLogOptions) {
    this.#options = options;
  }

  partitionCount(_topic: string): number {
    return this.#options.state.log.partitionCount;
  }

  partitionOf(_topic: string, key: string): number {
    return partitionOfKey(key, this.#options.state.log.partitionCount);
  }

  append(records: readonly NewRecord[]): Promise<void> {
    const { world, state, calls, random } = this.#options;
    const fault = world.faults.strikeOne(['log: append failed', 'log: append doubled'], random);
    const label = `append ${records[0]?.topic ?? ''} ${records[0]?.key ?? ''} ${records.length}`;
    return calls.request(
      label,
      () => {
        if (state.logAwayUntilMs > world.time.nowMs || fault === 'log: append failed')
          throw new EventLogUnavailableError('simulated');
        state.log.append(records);
        // The producer heard nothing and sent it again.
        if (fault === 'log: append doubled') state.log.append(records);
      },
      logTimedOut,
    );
  }

  async subscribe(subscription: Subscription): Promise<Consumer> {
    const { groups, life } = this.#options;
    const group = groups.of(subscription.topic, subscription.group);
    const member = group.join(life, subscription);
    return {
      stop: (timeoutMs) => group.leave(member, timeoutMs),
      caughtUp: async () => member.consumer?.caughtUp(),
      lag: async () => (await member.consumer?.lag()) ?? 0,
    };
  }

  committedOffsets(topic: string, group: string): Promise<number[]> {
    const { state, calls } = this.#options;
    return calls.request(
      '',
      () => {
        const { groups, partitions } = state.log.topic(topic);
        return [...(groups.get(group) ?? partitions.map(() => 0))];
      },
      logTimedOut,
    );
  }

  read(topic: string, partition: number, offset: number, limit: number): Promise<LogRecord[]> {
    const { state, calls } = this.#options;
    return calls.request(
      '',
      () =>
        (state.log.topic(topic).partitions[partition] ?? [])
          .slice(offset, offset + limit)
          .map((record) => ({ ...record, value: Buffer.from(record.value) })),
      logTimedOut,
    );
  }
}
