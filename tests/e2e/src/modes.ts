import { testEngine } from '@microchat/local-engines/test-engine';
import type { EngineAddresses } from './server.ts';

/** A way to run the server. Every end-to-end suite runs in all of them: the mode must change nothing. */
export interface Mode {
  readonly mode: string;
  readonly workers: number;
  /** Undefined: the embedded storage. */
  readonly engines?: EngineAddresses;
}

/** Need nothing but this machine. */
export const embeddedModes: readonly Mode[] = [
  { mode: 'one process', workers: 0 },
  { mode: 'two gateway workers', workers: 2 },
];

export interface EngineModes {
  readonly modes: readonly Mode[];
  /** An engine can't be had here: skip. */
  readonly areMissing: boolean;
}

/** Only in files whose names ask for all three engines. */
export function engineModes(): EngineModes {
  const [cassandra = '', kafka = '', redis = ''] = [testEngine('cassandra'), testEngine('kafka'), testEngine('redis')];
  const engines = { cassandra, kafka, redis };
  return {
    modes: [{ mode: 'one process on Cassandra, Kafka and Redis', workers: 0, engines }],
    areMissing: Object.values(engines).includes(''),
  };
}
