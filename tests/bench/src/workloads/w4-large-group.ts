import type { BenchOptions } from '../options.ts';
import { type Figure, ratioTarget } from '../report/figure.ts';
import { groupRates } from './group-rates.ts';

/** A group of 2 000, all connected, 8 messages in flight. */
export async function w4(options: BenchOptions): Promise<Figure[]> {
  const figure = await groupRates(options, {
    workload: 'W4',
    members: options.isShort ? 600 : 2_000,
    senders: 8,
    target: (ours, limit) => ratioTarget(ours, limit, 0.75),
  });
  return [figure];
}
