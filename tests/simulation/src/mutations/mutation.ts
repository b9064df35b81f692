import type { Module } from '@microchat/host/module';
import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Presence } from '@microchat/ports/presence';
import type { InvariantName } from '../checkers/violation.ts';
import type { Bounds } from '../cluster/bounds.ts';

/** A deliberate defect in the code under test, put in from outside. What it leaves out stays as it is. */
export interface Mutation {
  /** What is wrong with the product then. */
  readonly name: string;
  /** At least one of these must be found broken. */
  readonly breaks: readonly InvariantName[];
  /** Seeds that are known to find it are tried first. */
  readonly seeds: readonly number[];
  module?(module: Module): Module;
  /** The store as services see it. */
  kv?(kv: KvStore): KvStore;
  eventLog?(eventLog: EventLog): EventLog;
  presence?(presence: Presence): Presence;
  /** Bounds that the product keeps, while the checkers go by the right ones. */
  bounds?(bounds: Bounds): Bounds;
}
