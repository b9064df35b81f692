import type { Position, StoredEntry } from './evidence.ts';
import type { Problem } from './problem.ts';

/** Where a log begins. */
export const startOfLog: Position = { index: 0, messageId: '0' };

/**
 * Whether entries are a log: index dense, each once, chain unbroken, messageId growing.
 * @param entries in the order of the history, oldest first
 * @param after the entry before the first; without messageId its chain is not checked
 */
export function judgeLog(entries: readonly StoredEntry[], after: Partial<Position> & { index: number }): Problem[] {
  const problems: Problem[] = [];
  let previous: Partial<Position> & { index: number } = after;
  for (const entry of entries) {
    problems.push(...judgeStep(previous, entry));
    previous = entry;
  }
  return problems;
}

function judgeStep(previous: Partial<Position> & { index: number }, entry: StoredEntry): Problem[] {
  const { index, messageId, previousMessageId } = entry;
  if (index > previous.index + 1) {
    return [{ kind: 'lost', what: `the log goes from index ${previous.index} to ${index}` }];
  }
  if (index === previous.index) return [{ kind: 'doubled', what: `index ${index} is in the log twice` }];
  if (index < previous.index) return [{ kind: 'reordered', what: `index ${index} follows ${previous.index}` }];
  if (previous.messageId === undefined) return [];
  if (previousMessageId !== previous.messageId) {
    return [{ kind: 'reordered', what: `the chain is broken at index ${index}` }];
  }
  if (BigInt(messageId) <= BigInt(previous.messageId)) {
    return [{ kind: 'reordered', what: `the messageId sinks at index ${index}` }];
  }
  return [];
}
