import type { ManualTime } from '@microchat/testkit/manual-time';

/** Lets timers run until the call is answered. */
export async function untilSettled<Result>(time: ManualTime, call: Promise<Result>): Promise<Result> {
  let isSettled = false;
  const settled = () => {
    isSettled = true;
  };
  call.then(settled, settled);
  while (!isSettled) await time.advanceSettling(10);
  return call;
}
