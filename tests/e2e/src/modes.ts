import type { EngineAddresses } from '@microchat/local-cluster/process-variables';
import { testEngine } from '@microchat/local-engines/test-engine';
import { startCluster } from './cluster-server.ts';
import { type RunningServer, type StartOptions, startServer } from './server.ts';

/** A way to run the server. Every end-to-end suite runs in all of them: the mode must change nothing. */
export interface Mode {
  readonly mode: string;
  start(options?: StartOptions): Promise<RunningServer>;
}

/** Need nothing but this machine. */
export const embeddedModes: readonly Mode[] = [
  { mode: 'one process', start: (options) => startServer({ ...options, workers: 0 }) },
  { mode: 'two gateway workers', start: (options) => startServer({ ...options, workers: 2 }) },
];

/** One process that runs everything, on the engines. */
export function oneProcess(engines: EngineAddresses): Mode {
  return {
    mode: 'one process on Cassandra, Kafka and Redis',
    start: (options) => startServer({ ...options, workers: 0, engines }),
  };
}

/** Eight processes and two gateway workers, on the engines. */
export function split(engines: EngineAddresses): Mode {
  return {
    mode: 'ten processes on Cassandra, Kafka and Redis',
    start: (options) => startCluster({ ...options, engines }),
  };
}

/** The engines of this test run; undefined: one can't be had here. Only in files whose names ask for all three. */
export function testEngines(): EngineAddresses | undefined {
  const [cassandra, kafka, redis] = [testEngine('cassandra'), testEngine('kafka'), testEngine('redis')];
  if (cassandra === undefined || kafka === undefined || redis === undefined) return undefined;
  return { cassandra, kafka, redis };
}
