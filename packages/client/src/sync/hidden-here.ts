import type { ConversationEntry } from '../protocol/frames.ts';
import { hasIndex, missingRanges, type Ranges } from './ranges.ts';

/** What the user has cleared or deleted for itself, here or on another device: it is not kept and not shown. */
export interface HiddenMessages {
  /** Everything up to and including it. */
  readonly clearedThrough: number;
  readonly deleted: Ranges;
}

export const nothingHidden: HiddenMessages = { clearedThrough: 0, deleted: [] };

export function hiddenByEntry({ clearedThrough, deleted }: ConversationEntry): HiddenMessages {
  return { clearedThrough, deleted: deleted.map(({ fromIndex, toIndex }) => ({ from: fromIndex, to: toIndex })) };
}

export function isHidden({ clearedThrough, deleted }: HiddenMessages, index: number): boolean {
  return index <= clearedThrough || hasIndex(deleted, index);
}

/** All that is hidden, ascending. */
export function hiddenRanges({ clearedThrough, deleted }: HiddenMessages): Ranges {
  return clearedThrough === 0 ? deleted : [{ from: 1, to: clearedThrough }, ...deleted];
}

/** What is hidden now and was not before. */
export function newlyHidden(before: HiddenMessages, now: HiddenMessages): Ranges {
  return hiddenRanges(now).flatMap(({ from, to }) => missingRanges(hiddenRanges(before), from, to));
}
