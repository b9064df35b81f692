import type { KvStore, PartitionRead } from '@microchat/ports/kv-store';
import { type PartitionMachine, relocate } from './partition-machine.ts';

/** A state and the version of the partition that it is the content of. */
export interface LoadedPartition<State> {
  readonly partition: string;
  readonly read: PartitionRead;
  readonly state: State;
}

/** Loads and relocations in a row before it is an error: a machine that never finds its partition is broken. */
const roundsMax = 32;

/** Reads a consistent state of a key: what `load` built is of exactly the version in `read`. */
export async function loadPartition<State>(
  kv: KvStore,
  table: string,
  machine: PartitionMachine<State, never, unknown>,
  key: string,
): Promise<LoadedPartition<State>> {
  for (let round = 0; round < roundsMax; round += 1) {
    const partition = machine.locate === undefined ? key : await machine.locate(key);
    const read = await kv.read({ table, partition }, machine.columns);
    const loading = machine.load(read, partition);
    const state = await loading;
    if (state === relocate) continue;
    if (!(loading instanceof Promise)) return { partition, read, state };
    const check = await kv.read({ table, partition });
    if (check.version === read.version) return { partition, read, state };
  }
  throw new Error(`partition of ${table} changed during each of ${roundsMax} loads`);
}
