import { expect, test } from 'vitest';
import { DirtyRegister, registerColumns, registerKey, slotPartition } from './dirty-register.ts';
import { Durable } from './testing/plain-engine.ts';

const key = (partition: string) => ({ table: 'things', partition });

function promised({ tables }: Durable): (string | undefined)[] {
  const range = { from: registerColumns.from, to: registerColumns.to, limit: 100 };
  return tables.scan(registerKey('i'), range).map((slot) => slotPartition(slot)?.partition);
}

test('slots are used again, emptied when they are not, and late writes change nothing', () => {
  const durable = new Durable();
  const register = new DirtyRegister('i');
  const a = register.take(key('a'));
  const b = register.take(key('b'));
  durable.tables.merge(a.write);
  durable.tables.merge(b.write);
  expect(promised(durable)).toEqual(['a', 'b']);

  register.release(a.slot);
  const c = register.take(key('c'));
  expect(c.slot).toBe(a.slot);
  durable.tables.merge(c.write);
  durable.tables.merge(a.write);
  expect(promised(durable)).toEqual(['c', 'b']);

  register.release(c.slot);
  register.release(b.slot);
  const { slots, writes } = register.empty(10);
  for (const write of writes) durable.tables.merge(write);
  durable.tables.merge(c.write);
  expect(promised(durable)).toEqual([undefined, undefined]);
  register.emptied(slots, true);
  expect(register.empty(10).writes).toEqual([]);
  const slotsAgain = ['d', 'e', 'f'].map((name) => register.take(key(name)).slot);
  expect(new Set(slotsAgain)).toEqual(new Set([0, 1, 2]));
});

test('what could not be emptied is emptied later', () => {
  const register = new DirtyRegister('i');
  register.release(register.take(key('a')).slot);
  const first = register.empty(10);
  expect(register.empty(10).slots).toEqual([]);
  register.emptied(first.slots, false);
  expect(register.empty(10).slots).toEqual(first.slots);
});
