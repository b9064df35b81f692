import type { BenchOptions } from '../options.ts';
import { type Figure, minimumTarget, ratioTarget } from '../report/figure.ts';
import { groupRates } from './group-rates.ts';

const members = 300;

/** A group of 300, all connected, 8 and 64 messages in flight. */
export async function w2(options: BenchOptions): Promise<Figure[]> {
  const few = await groupRates(options, {
    workload: 'W2',
    members,
    senders: 8,
    target: (ours, limit) => ratioTarget(ours, limit, 0.75),
  });
  const many = await groupRates(options, {
    workload: 'W2',
    members,
    senders: 64,
    target: (ours) => minimumTarget(ours, 'msg/s', 3_200),
  });
  return [few, many];
}
