import type { Load } from './measure.ts';

/** Keeps `inFlight` calls under way: the next begins when one is answered. */
export function startCallLoad(inFlight: number, call: (caller: number, number: number) => Promise<unknown>): Load {
  let completed = 0;
  let stopped = false;
  const caller = async (at: number) => {
    for (let number = 0; !stopped; number += 1) {
      await call(at, number);
      completed += 1;
    }
  };
  const callers = Promise.all(Array.from({ length: inFlight }, (_, at) => caller(at)));
  return {
    completed: () => completed,
    async stop() {
      stopped = true;
      await callers;
    },
  };
}
