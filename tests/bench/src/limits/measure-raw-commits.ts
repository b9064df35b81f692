import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { median, type Window } from '../load/measure.ts';
import { pin, serverCore } from '../server/pinning.ts';

/** Commits per second of the bare store on the server's core. */
export async function measureRawCommits(runs: number, window: Window): Promise<number> {
  const child = fork(join(import.meta.dirname, 'raw-commits.ts'), { stdio: 'inherit' });
  pin(child.pid ?? 0, serverCore);
  const rates: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    child.send(window);
    const [{ perSecond }] = (await once(child, 'message')) as [{ perSecond: number }];
    rates.push(perSecond);
  }
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
  return median(rates);
}
