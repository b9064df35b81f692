/**
 * The longest time without an event between two moments; `times` ascend. A window that ends before the next event counts
 * until its end.
 */
export function longestSilenceMs(times: readonly number[], fromMs: number, toMs: number): number {
  const before = times.findLast((time) => time <= fromMs) ?? fromMs;
  const within = times.filter((time) => time > fromMs && time < toMs);
  let longest = 0;
  let last = before;
  for (const time of [...within, toMs]) {
    longest = Math.max(longest, time - last);
    last = time;
  }
  return longest;
}
