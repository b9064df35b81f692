import type { KvStore } from '@microchat/ports/kv-store';
import type { Clock, Random, Timers } from '@microchat/ports/time';
import type { PartitionMachine } from './partition-machine.ts';
import type { WriterLimits } from './writer-limits.ts';
import type { WriterObserver } from './writer-observer.ts';

/** What all writers of a pool share. */
export interface WriterEnvironment<State, Request, Reply> {
  readonly kv: KvStore;
  readonly table: string;
  readonly machine: PartitionMachine<State, Request, Reply>;
  readonly limits: WriterLimits;
  readonly observer: WriterObserver;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Never the same twice, in no process. */
  nextCommitId(): string;
}
