import { readFileSync } from 'node:fs';

/** Linux lists the children of a thread; the server forks its workers from the main thread. */
export function workerPids(serverPid: number): number[] {
  return readFileSync(`/proc/${serverPid}/task/${serverPid}/children`, 'utf8').trim().split(' ').map(Number);
}
