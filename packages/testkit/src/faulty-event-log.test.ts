import { EventLogUnavailableError } from '@microchat/ports/event-log';
import { expect, test } from 'vitest';
import { FaultyEventLog, type LogFault, type LogOperation } from './faulty-event-log.ts';
import { newRecord } from './log-probe.ts';
import { MemoryEngine } from './memory-engine.ts';
import { realTimers } from './real-timers.ts';
import { SeededRandom } from './seeded-random.ts';

/** Sequences as a consumer sees them when two records of a key are appended one after the other. */
async function deliver(operation: LogOperation, fault: LogFault, call: number) {
  let calls = 0;
  const faulty = new FaultyEventLog(new MemoryEngine().eventLog, {
    random: new SeededRandom(fault),
    timers: realTimers,
    delayMsMax: 5,
    plan: (drawn) => (drawn.operation === operation && ++calls === call ? fault : undefined),
  });
  const seen: number[] = [];
  const errors: unknown[] = [];
  const consumer = await faulty.subscribe({
    topic: 't',
    group: 'g',
    handle: async (_key, records) => void seen.push(...records.map((record) => record.sequence)),
  });
  for (const sequence of [1, 2]) {
    await faulty.append([newRecord('t', 'a', sequence)]).catch((error: unknown) => errors.push(error));
    await consumer.caughtUp();
  }
  expect(faulty.dice.fired[fault]).toBe(1);
  return { seen, errors };
}

test.each([
  ['append', 'delay', 1, [1, 2]],
  ['append', 'unavailable', 1, [2]],
  ['append', 'unknownApplied', 1, [1, 2]],
  ['handle', 'delay', 1, [1, 2]],
  ['handle', 'unavailable', 1, [1, 2]],
  ['handle', 'handledTwice', 2, [1, 2, 2]],
  ['handle', 'handledAgain', 1, [1, 1, 2]],
  ['handle', 'replayed', 2, [1, 1, 2]],
] as const)('%s %s: call %i, seen %j', async (operation, fault, call, expected) => {
  const { seen, errors } = await deliver(operation, fault, call);
  expect(seen).toEqual(expected);
  const told = operation === 'append' && fault !== 'delay';
  expect(errors.map((error) => error instanceof EventLogUnavailableError)).toEqual(told ? [true] : []);
});
