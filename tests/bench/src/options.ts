import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Encoding } from '@microchat/protocol/encodings';
import type { Window } from './load/measure.ts';

export interface BenchOptions {
  /** Names of workloads, in the order to run. */
  readonly workloads: readonly string[];
  /** Runs of each workload; the median counts. */
  readonly runs: number;
  /** How the clients speak; the SDK speaks JSON. */
  readonly encoding: Encoding;
  readonly window: Window;
  /** Warm-up of a server's first run: the compiler needs that long to see all of the hot code. */
  readonly firstWarmUpMs: number;
  /** Also writes what the server's time goes to. */
  readonly isProfiled: boolean;
  /** Seconds instead of minutes: to see that it runs, not how fast. */
  readonly isShort: boolean;
  /** W3: idle connections. */
  readonly connections: number;
  /** W5: connected users. */
  readonly users: number;
  /** W5: messages a second; undefined: half of what a closed loop of the same mix takes. */
  readonly rate: number | undefined;
  /** W5: how long the mix is kept up. */
  readonly minutes: number;
  /** Folder for JSON, profiles and flame graphs. */
  readonly folder: string;
}

export const usage = `npm run bench -- [workload ..] [option ..]
  --runs 5            runs of each workload, the median counts
  --encoding json     json or proto
  --profile           W1, W2, W4, W5: .cpuprofile and flame graph of the server
  --connections 10000 W3: idle connections
  --users 2000        W5: connected users
  --rate N            W5: messages a second (default: half of what is measured first)
  --minutes 1         W5: how long
  --short             seconds instead of minutes: shows that it runs, not how fast
  --folder DIR        for results, default bench-results`;

/** @throws TypeError with a text for people. */
export function parseOptions(args: readonly string[], knownWorkloads: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      encoding: { type: 'string', default: 'json' },
      profile: { type: 'boolean', default: false },
      short: { type: 'boolean', default: false },
      connections: { type: 'string' },
      users: { type: 'string' },
      rate: { type: 'string' },
      minutes: { type: 'string' },
      folder: { type: 'string' },
    },
  });
  const unknown = positionals.find((name) => !knownWorkloads.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`no workload "${unknown}". There are: ${knownWorkloads.join(', ')}`);
  }
  const { encoding, short: isShort } = values;
  if (encoding !== 'json' && encoding !== 'proto') throw new TypeError('--encoding is json or proto');
  return {
    workloads: positionals,
    runs: positive('runs', values.runs, isShort ? 1 : 5),
    encoding,
    window: isShort ? { warmUpMs: 1_000, windowMs: 2_000 } : { warmUpMs: 4_000, windowMs: 5_000 },
    firstWarmUpMs: isShort ? 2_000 : 20_000,
    isProfiled: values.profile,
    isShort,
    connections: positive('connections', values.connections, isShort ? 500 : 10_000),
    users: positive('users', values.users, isShort ? 200 : 2_000),
    rate: values.rate === undefined ? undefined : positive('rate', values.rate, 0),
    minutes: positive('minutes', values.minutes, isShort ? 0.1 : 1),
    folder: values.folder ?? join(import.meta.dirname, '../../../bench-results'),
  };
}

function positive(name: string, given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (given !== undefined && !(value > 0)) throw new TypeError(`--${name} is a number above 0`);
  return value;
}
