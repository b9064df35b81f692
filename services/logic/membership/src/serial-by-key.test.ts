import { describe, expect, it } from 'vitest';
import { SerialByKey } from './serial-by-key.ts';

describe('SerialByKey', () => {
  it('runs tasks of one key in order, of different keys side by side', async () => {
    const serial = new SerialByKey(10);
    const seen: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = serial.run('a', async () => {
      await gate.promise;
      seen.push('a1');
    });
    const second = serial.run('a', async () => void seen.push('a2'));
    await serial.run('b', async () => void seen.push('b1'));
    gate.resolve();
    await Promise.all([first, second]);
    expect(seen).toEqual(['b1', 'a1', 'a2']);
  });

  it('goes on after a task that failed, and forgets keys without tasks', async () => {
    const serial = new SerialByKey(10);
    const failing = serial.run('a', () => Promise.reject(new Error('broken')));
    const next = serial.run('a', async () => 'done');
    await expect(failing).rejects.toThrow('broken');
    await expect(next).resolves.toBe('done');
    expect(serial.size).toBe(0);
  });

  it('refuses more than its bound, per key', async () => {
    const serial = new SerialByKey(2);
    const gate = Promise.withResolvers<void>();
    const running = [serial.run('a', () => gate.promise), serial.run('a', () => gate.promise)];
    await expect(serial.run('a', async () => undefined)).rejects.toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
      reason: 'WRITER_BUSY',
    });
    await expect(serial.run('b', async () => 'free')).resolves.toBe('free');
    gate.resolve();
    await Promise.all(running);
    await expect(serial.run('a', async () => 'free')).resolves.toBe('free');
  });
});
