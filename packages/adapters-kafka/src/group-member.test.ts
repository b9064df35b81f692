import { ManualTime } from '@microchat/testkit/manual-time';
import type { Cluster, ConsumerConfig, Logger } from 'kafkajs';
import { expect, test } from 'vitest';
import { GroupMember } from './group-member.ts';
import type { KafkaConnections } from './kafka-connection.ts';

/** A member whose kafkajs does what the test says. */
class Setting {
  readonly time = new ManualTime();
  readonly told: string[] = [];
  readonly #listeners = new Map<string, (event: { payload: unknown }) => void>();
  #config: ConsumerConfig | undefined;
  readonly member = new GroupMember({
    connections: {
      open: () => ({
        kafka: { consumer: (config: ConsumerConfig) => this.#consumer(config) },
        close: async () => undefined,
      }),
    } as unknown as KafkaConnections,
    kafkaTopic: 't',
    groupId: 'g',
    sessionTimeoutMs: 10_000,
    timers: this.time,
    joined: (partitions) => this.told.push(`joined ${partitions.join(',')}`),
    revoked: () => this.told.push('revoked'),
    take: async () => undefined,
    lost: (cause) => this.told.push(`lost: ${(cause as Error).message}`),
  });

  emit(event: string, payload: unknown = {}): void {
    this.#listeners.get(event)?.({ payload });
  }

  /** kafkajs is about to send its request to join. */
  joining(): void {
    const [assigner] = this.#config?.partitionAssigners ?? [];
    assigner?.({ cluster: {} as Cluster, groupId: 'g', logger: {} as Logger }).protocol({ topics: ['t'] });
  }

  joined(partitions: readonly number[]): void {
    this.emit('join', { memberAssignment: { t: partitions } });
  }

  #consumer(config: ConsumerConfig): unknown {
    this.#config = config;
    return {
      events: { FETCH_START: 'fetching', FETCH: 'fetched', HEARTBEAT: 'heartbeat', GROUP_JOIN: 'join', CRASH: 'crash' },
      on: (event: string, listener: (event: { payload: unknown }) => void) => this.#listeners.set(event, listener),
      resume: () => this.told.push('resumed'),
    };
  }
}

test('tells that its partitions are gone before it asks for new ones', () => {
  const setting = new Setting();
  setting.joining();
  expect(setting.told).toEqual(['revoked']);
  setting.joined([1, 3]);
  setting.joining();
  setting.joined([]);
  expect(setting.told).toEqual(['revoked', 'resumed', 'joined 1,3', 'revoked', 'resumed', 'joined ']);
});

test('lives as long as its heartbeats are answered, with a margin', () => {
  const setting = new Setting();
  expect(setting.member.isAlive()).toBe(false);
  setting.joined([0]);
  setting.time.advance(8_000);
  expect(setting.member.isAlive()).toBe(true);
  setting.emit('fetched');
  setting.time.advance(1_000);
  expect(setting.member.isAlive()).toBe(false);
  setting.emit('heartbeat');
  expect(setting.member.isAlive()).toBe(true);
});

test('is silent since the last sign of any kind, or since it began to join', () => {
  const setting = new Setting();
  setting.time.advance(5_000);
  expect(setting.member.silentMs).toBe(5_000);
  setting.emit('fetching');
  expect(setting.member.silentMs).toBe(0);
  setting.joining();
  setting.time.advance(1_000);
  setting.emit('fetched');
  expect(setting.member.silentMs).toBe(1_000);
  setting.joined([0]);
  expect(setting.member.silentMs).toBe(0);
});

test('is lost when it crashes, and when it goes on in the generation that it had left', () => {
  const setting = new Setting();
  setting.emit('crash', { error: new Error('gone') });
  setting.joining();
  setting.emit('heartbeat');
  setting.time.advance(3_000);
  setting.emit('heartbeat');
  expect(setting.told).toEqual(['lost: gone', 'revoked', 'lost: the member went on without having joined again']);
});
