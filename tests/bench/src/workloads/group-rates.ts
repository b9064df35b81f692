import { rawGroup, startRawServer } from '../limits/raw-target.ts';
import { startGroupLoad } from '../load/group-load.ts';
import type { BenchOptions } from '../options.ts';
import { writeProfile } from '../profile/write-profile.ts';
import { compareRates } from '../report/compare-rates.ts';
import type { Figure, Target } from '../report/figure.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { microchatGroup } from '../server/microchat-load.ts';

export interface GroupWorkload {
  readonly workload: string;
  readonly members: number;
  /** Messages in flight. */
  readonly senders: number;
  target(ours: number, limit: number): Target;
}

/** Messages per second to a group whose members are all connected, each counted when the last one has it. */
export async function groupRates(options: BenchOptions, group: GroupWorkload): Promise<Figure> {
  const { workload, members, senders } = group;
  const what = `group of ${members}, ${senders} in flight`;
  const start = async (server: BenchServer) =>
    startGroupLoad(await microchatGroup(server, options.encoding, members, senders));
  const raw = await startRawServer();
  const server = await startBenchServer();
  try {
    const { ours, limit } = await compareRates(
      what,
      options,
      { pid: raw.pid, start: async () => startGroupLoad(await rawGroup(raw, members, senders)) },
      { pid: server.pid, start: () => start(server) },
    );
    const target = group.target(ours.value, limit.value);
    return { workload, what, unit: 'msg/s', ...ours, limit: { what: 'raw batched fan-out', ...limit }, target };
  } finally {
    await Promise.all([raw.stop(), server.stop()]);
    if (options.isProfiled) await writeProfile(`${workload.toLowerCase()}-${senders}`, options, start);
  }
}
