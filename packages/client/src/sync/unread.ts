import type { Message } from '../protocol/frames.ts';

/** Remembered messages per conversation: enough to count a screenful of unread without asking the server. */
const marksMax = 256;

/**
 * What counting needs of a message. Nothing before an `own` one counts as unread; an entry that adds the user to a group is
 * one, too: who was removed and comes back starts anew. `silent` ones (other membership changes) are never unread.
 */
export interface Mark {
  readonly index: number;
  readonly kind: 'own' | 'counted' | 'silent';
}

/** Marks of the newest messages that came, ascending, each index once. */
export type Marks = readonly Mark[];

/** What the server counted, as of entry `at` and a read position. */
export interface UnreadBase {
  readonly unread: number;
  readonly at: number;
  readonly readIndex: number;
}

export function markOf(message: Message, userId: string): Mark {
  const { index, senderId, content } = message;
  if (senderId === userId || content.membership?.addedUserIds.includes(userId)) return { index, kind: 'own' };
  return { index, kind: content.membership === undefined ? 'counted' : 'silent' };
}

/** A message that was forgotten and came again keeps its one mark. */
export function addMarks(marks: Marks, added: readonly Mark[]): Marks {
  const remembered = new Set(marks.map(({ index }) => index));
  const unknown = added.filter(({ index }) => !remembered.has(index));
  return [...marks, ...unknown].sort((left, right) => left.index - right.index).slice(-marksMax);
}

export interface UnreadInputs {
  readonly marks: Marks;
  readonly base: UnreadBase;
  readonly readIndex: number;
  readonly head: number;
}

/** Every message after `after` is remembered. */
function remembersAllAfter({ marks, head }: UnreadInputs, after: number): boolean {
  return marks.filter((mark) => mark.index > after).length >= head - after;
}

/** Nothing up to here is unread, whatever the server counted. */
function settledThrough({ marks, readIndex }: UnreadInputs): number {
  return Math.max(readIndex, marks.findLast(({ kind }) => kind === 'own')?.index ?? 0);
}

/**
 * True when `countUnread` is right: everything after the read position or the own last message is remembered, or everything after what the server
 * counted for the same read position. An index that does not exist for this user is never remembered: whether it counts
 * is the server's to say.
 */
export function knowsUnread(inputs: UnreadInputs): boolean {
  const { base, readIndex } = inputs;
  if (remembersAllAfter(inputs, settledThrough(inputs))) return true;
  return readIndex === base.readIndex && remembersAllAfter(inputs, base.at);
}

/**
 * Unread messages: foreign ones after the read position and after the user's latest own message. Counted here when
 * everything after either is remembered; else the server's count plus what came since.
 */
export function countUnread(inputs: UnreadInputs): number {
  const { marks, base, readIndex } = inputs;
  const settled = settledThrough(inputs);
  const countsHere = remembersAllAfter(inputs, settled) || readIndex >= base.at;
  const after = countsHere ? readIndex : base.at;
  let unread = countsHere ? 0 : base.unread;
  for (const mark of marks) {
    if (mark.index <= after) continue;
    if (mark.kind === 'own') unread = 0;
    else if (mark.kind === 'counted') unread += 1;
  }
  return unread;
}
