import type { Position } from './evidence.ts';
import type { Problem } from './problem.ts';

/**
 * Whether a device was told the log: each message once and in order.
 * @param log what it should have been told, oldest first
 * @param told in the order in which it was
 */
export function judgeTold(log: readonly Position[], told: readonly Position[]): Problem[] {
  const byIndex = new Map(log.map((entry) => [entry.index, entry]));
  const seen = new Set<number>();
  const problems: Problem[] = [];
  let highest = 0;
  for (const { index, messageId } of told) {
    if (seen.has(index)) problems.push({ kind: 'doubled', what: `index ${index} was told twice` });
    else if (byIndex.get(index)?.messageId !== messageId) {
      problems.push({ kind: 'reordered', what: `${messageId} was told as index ${index}, which it is not in the log` });
    } else if (index < highest) problems.push({ kind: 'reordered', what: `index ${index} was told after ${highest}` });
    seen.add(index);
    highest = Math.max(highest, index);
  }
  for (const { index } of log) {
    if (!seen.has(index)) problems.push({ kind: 'lost', what: `index ${index} was not told` });
  }
  return problems;
}
