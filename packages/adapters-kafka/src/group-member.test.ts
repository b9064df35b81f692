import { ManualTime } from '@microchat/testkit/manual-time';
import { expect, test } from 'vitest';
import { GroupMember } from './group-member.ts';
import { ScriptedConnections } from './testing/scripted-consumer.ts';

/** A member, its kafkajs, and what it told. */
function setting() {
  const time = new ManualTime();
  const told: string[] = [];
  const { connections, consumers } = new ScriptedConnections();
  const member = new GroupMember({
    connections,
    kafkaTopic: 't',
    groupId: 'g',
    sessionTimeoutMs: 10_000,
    timers: time,
    joined: (partitions) => told.push(`joined ${partitions.join(',')}`),
    revoked: () => told.push('revoked'),
    take: async () => undefined,
    lost: (cause) => told.push(`lost: ${(cause as Error).message}`),
  });
  const [consumer] = consumers;
  if (consumer === undefined) throw new Error('no consumer was made');
  return { time, told, member, consumer };
}

test('tells that its partitions are gone before it asks for new ones; nothing stays paused', () => {
  const { told, consumer } = setting();
  consumer.joining();
  expect(told).toEqual(['revoked']);
  consumer.joined([1, 3]);
  consumer.joining();
  consumer.joined([]);
  expect(told).toEqual(['revoked', 'joined 1,3', 'revoked', 'joined ']);
  expect(consumer.resumed).toBe(2);
});

test('lives as long as its heartbeats are answered, with a margin', () => {
  const { time, member, consumer } = setting();
  expect(member.isAlive()).toBe(false);
  consumer.joined([0]);
  time.advance(8_000);
  expect(member.isAlive()).toBe(true);
  consumer.emit('fetched');
  time.advance(1_000);
  expect(member.isAlive()).toBe(false);
  consumer.emit('heartbeat');
  expect(member.isAlive()).toBe(true);
});

test('is silent since the last sign of any kind, or since it began to join', () => {
  const { time, member, consumer } = setting();
  time.advance(5_000);
  expect(member.silentMs).toBe(5_000);
  consumer.emit('fetching');
  expect(member.silentMs).toBe(0);
  consumer.joining();
  time.advance(1_000);
  consumer.emit('fetched');
  expect(member.silentMs).toBe(1_000);
  consumer.joined([0]);
  expect(member.silentMs).toBe(0);
});

test('is lost when it crashes, and when it goes on in the generation that it had left', () => {
  const { time, told, consumer } = setting();
  consumer.emit('crash', { error: new Error('gone') });
  consumer.joining();
  consumer.emit('heartbeat');
  time.advance(3_000);
  consumer.emit('heartbeat');
  expect(told).toEqual(['lost: gone', 'revoked', 'lost: the member went on without having joined again']);
});
