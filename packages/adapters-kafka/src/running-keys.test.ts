import { expect, test } from 'vitest';
import { RunningKeys } from './running-keys.ts';

test('one at a time and in order per key, failures included; other keys do not wait', async () => {
  const keys = new RunningKeys();
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = keys.run('a', async () => {
    await gate.promise;
    order.push('a1');
    throw new Error('failed');
  });
  const second = keys.run('a', async () => void order.push('a2'));
  const other = keys.run('b', async () => void order.push('b1'));
  await other;
  expect(order).toEqual(['b1']);
  gate.resolve();
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(order).toEqual(['b1', 'a1', 'a2']);
});
