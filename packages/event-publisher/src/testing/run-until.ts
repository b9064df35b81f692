import type { ManualTime } from '@microchat/testkit/manual-time';

/** Simulated seconds after which what is waited for never comes. */
const secondsMax = 600;

/** Lets time pass until a promise settles. */
export async function untilSettled<Value>(time: ManualTime, promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const settled = () => {
    isSettled = true;
  };
  promise.then(settled, settled);
  await until(time, 10, () => isSettled);
  return promise;
}

/** Lets time pass, in steps, until a condition holds. */
export async function until(time: ManualTime, stepMs: number, holds: () => boolean): Promise<void> {
  const giveUpMs = time.monotonicMs() + secondsMax * 1_000;
  while (!holds()) {
    if (time.monotonicMs() > giveUpMs) throw new Error(`not after ${secondsMax} s`);
    await time.advanceSettling(stepMs);
  }
}
