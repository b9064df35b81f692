import { expect } from 'vitest';
import { registerColumns, registerKey, slotPartition } from '../dirty-register.ts';
import { publisherTables } from '../publisher-tables.ts';
import { loggedEntries, storedEntries } from './conversation.ts';
import type { Durable } from './plain-engine.ts';

/** Every entry has its event, every event its entry; first appearances are in order; what was acknowledged is there. */
export function expectComplete(durable: Durable, conversation: string, acknowledged: readonly number[]): void {
  const stored = storedEntries(durable, conversation);
  expect(stored.map(({ sequence }) => sequence)).toEqual(stored.map((_, place) => place + 1));
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(Math.max(0, ...acknowledged)).toBeLessThanOrEqual(stored.length);
  const firsts = new Map<number, string>();
  for (const { sequence, value } of loggedEntries(durable, conversation)) {
    if (!firsts.has(sequence)) firsts.set(sequence, value);
    expect(value).toBe(firsts.get(sequence));
  }
  expect([...firsts.keys()]).toEqual(stored.map(({ sequence }) => sequence));
  expect([...firsts.values()]).toEqual(stored.map(({ value }) => value));
}

/** Incarnations in the directory. */
export function incarnations({ tables }: Durable): string[] {
  const key = { table: publisherTables.publishers, partition: 'all' };
  return tables.scan(key, { from: '', to: '\x7f', limit: 1_000 }).map(({ column }) => column);
}

/** Partitions that an incarnation answers for. */
export function promises({ tables }: Durable, incarnation: string): string[] {
  const range = { from: registerColumns.from, to: registerColumns.to, limit: 1_000 };
  return tables.scan(registerKey(incarnation), range).flatMap((slot) => slotPartition(slot)?.partition ?? []);
}
