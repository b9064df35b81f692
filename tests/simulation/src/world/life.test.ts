import { expect, test } from 'vitest';
import { Life } from './life.ts';
import { Trace } from './trace.ts';
import { VirtualTime, wallStartMs } from './virtual-time.ts';

function setUp() {
  const time = new VirtualTime(new Trace());
  const wall = { skewMs: 0 };
  const ran: string[] = [];
  return { time, wall, ran, life: new Life('node', time, wall) };
}

test('nothing of a life runs after its end', async () => {
  const { time, life, ran } = setUp();
  life.after(10, () => ran.push('before'));
  life.after(30, () => ran.push('after'));
  life.onEnd(() => ran.push('end'));
  time.schedule(20, '', () => life.end());
  await time.runUntil(100);
  life.run(() => ran.push('called'));
  expect(ran).toEqual(['before', 'end']);
});

test('a frozen life catches up in order when it goes on', async () => {
  const { time, life, ran } = setUp();
  life.freeze(50);
  life.after(10, () => ran.push(`first at ${time.nowMs}`));
  life.after(20, () => ran.push(`second at ${time.nowMs}`));
  await time.runUntil(100);
  expect(ran).toEqual(['first at 50', 'second at 50']);
});

test('the wall clock jumps, timers do not notice', async () => {
  const { time, wall, life, ran } = setUp();
  life.after(10, () => ran.push(`${life.now() - wallStartMs} ${life.monotonicMs()}`));
  wall.skewMs = -5_000;
  await time.runUntil(100);
  expect(ran).toEqual(['-4990 10']);
});

test('promises settle before time goes on', async () => {
  const { time, ran } = setUp();
  time.schedule(1, '', () => {
    void (async () => {
      for (let step = 0; step < 50; step += 1) await Promise.resolve();
      ran.push(`settled at ${time.nowMs}`);
    })();
  });
  time.schedule(2, '', () => ran.push('next'));
  await time.runUntil(10);
  expect(ran).toEqual(['settled at 1', 'next']);
});
