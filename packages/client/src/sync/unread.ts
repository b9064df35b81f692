import type { Message } from '../protocol/frames.ts';
import { missingRanges, type Ranges } from './ranges.ts';

/** Remembered messages per conversation: enough to count a screenful of unread without asking the server. */
const marksMax = 256;

/** What counting needs of a message. `silent` ones (membership changes) are never unread. */
export interface Mark {
  readonly index: number;
  readonly kind: 'own' | 'counted' | 'silent';
}

/** Every known message from `from` on has a mark. */
export interface Marks {
  readonly from: number;
  readonly list: readonly Mark[];
}

/** What the server counted, as of entry `at`. */
export interface UnreadBase {
  readonly unread: number;
  readonly at: number;
}

export const noMarks: Marks = { from: 1, list: [] };

export function markOf(message: Message, userId: string): Mark {
  if (message.senderId === userId) return { index: message.index, kind: 'own' };
  return { index: message.index, kind: message.content.membership === undefined ? 'counted' : 'silent' };
}

/** `added`: messages that were not known before. */
export function addMarks(marks: Marks, added: readonly Mark[]): Marks {
  const relevant = added.filter((mark) => mark.index >= marks.from);
  if (relevant.length === 0) return marks;
  const sorted = [...marks.list, ...relevant].sort((left, right) => left.index - right.index);
  const dropped = sorted.length - marksMax;
  if (dropped <= 0) return { from: marks.from, list: sorted };
  return { from: (sorted[dropped - 1]?.index ?? 0) + 1, list: sorted.slice(dropped) };
}

export interface UnreadInputs {
  readonly known: Ranges;
  readonly marks: Marks;
  readonly base: UnreadBase;
  readonly readIndex: number;
  readonly head: number;
}

/** True when the local marks alone say how many are unread. */
export function countsExactly({ known, marks, readIndex, head }: UnreadInputs): boolean {
  if (readIndex >= head) return true;
  return readIndex + 1 >= marks.from && missingRanges(known, readIndex + 1, head).length === 0;
}

/**
 * Unread messages: foreign ones after the read position and after the user's latest own message. Exact when everything
 * after the read position is held; else the server's count plus what arrived since.
 */
export function countUnread(inputs: UnreadInputs): number {
  const { marks, base, readIndex } = inputs;
  const exact = countsExactly(inputs);
  const after = exact ? readIndex : Math.max(base.at, readIndex);
  let unread = exact || readIndex >= base.at ? 0 : base.unread;
  for (const mark of marks.list) {
    if (mark.index <= after) continue;
    if (mark.kind === 'own') unread = 0;
    else if (mark.kind === 'counted') unread += 1;
  }
  return unread;
}
