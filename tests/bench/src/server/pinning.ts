import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

export const serverCore = 0;
export const loadCore = 1;

const hasTaskset = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;

/** Moves a process with all its threads to one core; false where that is not possible. */
export function pin(pid: number, core: number): boolean {
  return hasTaskset && spawnSync('taskset', ['-a', '-c', '-p', String(core), String(pid)]).status === 0;
}
