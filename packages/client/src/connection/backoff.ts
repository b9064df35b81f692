const firstMs = 250;
const lastMs = 15_000;

/** Pause before reconnect `attempt` (from 0): doubles from 250 ms to 15 s, the upper half of it random against storms. */
export function reconnectDelayMs(attempt: number, random: number): number {
  const fullMs = Math.min(firstMs * 2 ** Math.min(attempt, 16), lastMs);
  return Math.round(fullMs / 2 + (fullMs / 2) * random);
}
