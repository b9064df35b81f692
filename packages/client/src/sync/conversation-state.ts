import type { ConversationEntry, Message, Page, Pull } from '../protocol/frames.ts';
import { idle, type Fetch } from './fetch.ts';
import { type HiddenMessages, hiddenByEntry, hiddenRanges, isHidden, nothingHidden } from './hidden-here.ts';
import type { Listing } from './listing.ts';
import { addRange, dropThrough, hasIndex, missingRanges, rangeAround, type Range, type Ranges } from './ranges.ts';
import {
  addMarks,
  countUnread,
  knowsUnread,
  markOf,
  type Marks,
  type UnreadBase,
  type UnreadInputs,
} from './unread.ts';

/** One conversation as this client knows it. Invariants: SPEC.md. */
export interface ConversationState {
  readonly conversationId: string;
  /** Undefined until the list or the user's own send told what kind it is. */
  readonly listing: Listing | undefined;
  /** Of the newest entry that came; older ones tell nothing but heads. */
  readonly attributesVersion: number;
  readonly hidden: HiddenMessages;
  /** Newest index that is known to exist. */
  readonly head: number;
  /** Orders conversations by recency. */
  readonly headMessageId: string;
  /** Indexes whose message is stored, or that are known not to exist for this user. */
  readonly known: Ranges;
  /** `message` events have been announced through this index; what lies below is history. */
  readonly delivered: number;
  /** How far the user has read, here or on another device. */
  readonly readIndex: number;
  /** How far the server knows that; a lower value is still to be reported. */
  readonly confirmedReadIndex: number;
  readonly peerReadIndex: number;
  readonly base: UnreadBase;
  readonly marks: Marks;
  readonly doubt: Doubt | undefined;
  readonly fetch: Fetch;
}

/**
 * After the server has begun anew, perhaps from a backup: its log is the one that is held here if it has this id at this index.
 * Ids never come twice, so the same id means the same log up to there.
 */
export interface Doubt {
  /** What was the head here when the server began anew. */
  readonly index: number;
  readonly messageId: string;
  /** The list entry has come and proved nothing: the message itself has to be compared. */
  readonly isListed: boolean;
  /** As listed, for the case that what is held here is worth nothing. */
  readonly peerReadIndex: number;
}

/** Compares with no message. */
const nobodysId = '';

/** `delivered`: everything up to it is history, fetched only on demand. */
export function newConversation(conversationId: string, delivered: number): ConversationState {
  return {
    conversationId,
    listing: undefined,
    attributesVersion: 0,
    hidden: nothingHidden,
    head: delivered,
    headMessageId: '0',
    known: [],
    delivered,
    readIndex: 0,
    confirmedReadIndex: 0,
    peerReadIndex: 0,
    base: { unread: 0, at: 0, readIndex: 0 },
    marks: [],
    doubt: undefined,
    fetch: idle,
  };
}

export function unreadOf(state: ConversationState): number {
  return countUnread(unreadInputs(state));
}

/** What was cleared counts as read. */
function unreadInputs({ marks, base, readIndex, hidden, head }: ConversationState): UnreadInputs {
  return { marks, base, readIndex: Math.max(readIndex, hidden.clearedThrough), head };
}

/** Everything is here that can be had, and still only the server can tell the unread count. */
export function mustAskForUnread(state: ConversationState): boolean {
  return newestHole(state) === undefined && !knowsUnread(unreadInputs(state));
}

/**
 * After the comparison failed: what the list told stays, and the server's log up to there is history. Messages above it came
 * since the server began anew; those below are to be forgotten by the store.
 */
export function beginAnew(state: ConversationState): ConversationState {
  const { base, confirmedReadIndex, doubt } = state;
  return {
    ...state,
    doubt: undefined,
    known: dropThrough(state.known, base.at),
    // What came since may have been announced before the comparison was through.
    delivered: Math.max(state.delivered, base.at),
    readIndex: confirmedReadIndex,
    peerReadIndex: doubt?.peerReadIndex ?? 0,
    marks: state.marks.filter(({ index }) => index > base.at),
  };
}

/** The newest missing range between what was announced and the head; with a doubt, down to where the logs are compared. */
export function newestHole(state: ConversationState): Range | undefined {
  const hole = missingRanges(state.known, state.delivered + 1, state.head).at(-1);
  const { doubt } = state;
  if (doubt === undefined || !doubt.isListed) return hole;
  return { from: doubt.index, to: Math.max(hole?.to ?? 0, doubt.index) };
}

/** Notes that entries up to `index` exist: what is not held below it becomes a hole. */
export function noteHead(state: ConversationState, index: number, messageId?: string): ConversationState {
  if (index < state.head) return state;
  if (index === state.head && (messageId === undefined || messageId === state.headMessageId)) return state;
  return { ...state, head: index, headMessageId: messageId ?? state.headMessageId };
}

/**
 * Applies a list entry. Positions only grow; an entry older than what is held changes no count, and of one that was
 * overtaken by a change of attributes only the head is news.
 */
export function noteEntry(state: ConversationState, entry: ConversationEntry): ConversationState {
  if (isOvertaken(state, entry)) return noteHead(state, entry.head.index, entry.head.messageId);
  const listing: Listing = {
    type: entry.type,
    peerId: entry.peerId ?? '',
    groupId: entry.groupId ?? '',
    muted: entry.muted,
    pinned: entry.pinned,
    left: entry.left,
    hiddenThrough: entry.hiddenThrough,
    markedUnread: entry.markedUnread,
    draft: entry.draft,
  };
  // A server that has begun anew may have forgotten positions, its own as well as those reported to it.
  const confirmed = isUnlisted(state) ? 0 : state.confirmedReadIndex;
  const noted = noteHidden(noteHead(state, entry.head.index, entry.head.messageId), hiddenByEntry(entry));
  return {
    ...noted,
    listing,
    attributesVersion: entry.attributesVersion,
    doubt: doubtAfter(state, entry),
    readIndex: Math.max(state.readIndex, entry.readIndex),
    confirmedReadIndex: Math.max(confirmed, entry.readIndex),
    peerReadIndex: Math.max(state.peerReadIndex, entry.peerReadIndex),
    base: baseAfter(state, entry),
  };
}

function isOvertaken(state: ConversationState, { attributesVersion }: ConversationEntry): boolean {
  return attributesVersion > 0 && attributesVersion < state.attributesVersion;
}

/** What is hidden does not exist for this user any more, as if a page had covered it. */
function noteHidden(state: ConversationState, hidden: HiddenMessages): ConversationState {
  const ranges = hiddenRanges(hidden);
  let { known } = state;
  for (const { from, to } of ranges) known = addRange(known, from, to);
  // It exists for others, so the log is at least as long.
  return { ...noteHead(state, ranges.at(-1)?.to ?? 0), hidden, known };
}

/**
 * Of two entries with the same head the one that counts less unread is the newer: positions only grow, and answers may
 * overtake each other.
 */
function baseAfter({ base, doubt, headMessageId }: ConversationState, entry: ConversationEntry): UnreadBase {
  const { head, unread } = entry;
  const readIndex = Math.max(entry.readIndex, entry.clearedThrough);
  if (head.index < base.at) return base;
  const isSame = head.index === base.at && head.messageId === headMessageId && doubt === undefined;
  if (isSame && readIndex <= base.readIndex && unread > base.unread) return base;
  return { unread, at: head.index, readIndex };
}

/** The server has begun anew. A second time before anything was compared: what is held may be of three logs, and is given up. */
export function noteReset(state: ConversationState): ConversationState {
  if (state.head === 0) return { ...state, attributesVersion: 0 };
  const messageId = state.doubt === undefined ? state.headMessageId : nobodysId;
  // Versions may have gone back, too, and what was read of messages that never came.
  const readIndex = Math.min(state.readIndex, state.head);
  const confirmedReadIndex = Math.min(state.confirmedReadIndex, state.head);
  return {
    ...state,
    attributesVersion: 0,
    readIndex,
    confirmedReadIndex,
    doubt: { index: state.head, messageId, isListed: false, peerReadIndex: 0 },
  };
}

/** A list entry is awaited that tells about the doubt. */
export function isUnlisted({ doubt }: ConversationState): boolean {
  return doubt !== undefined && !doubt.isListed;
}

/** Whether a list entry proves that the server's log is another one than that which is held here. */
export function hasDiverged({ doubt }: ConversationState, { head }: ConversationEntry): boolean {
  if (doubt === undefined) return false;
  return head.index < doubt.index || (head.index === doubt.index && head.messageId !== doubt.messageId);
}

/** What a list entry that proves nothing bad leaves of the doubt: a log that has grown is compared where this one ended. */
function doubtAfter({ doubt }: ConversationState, { head, peerReadIndex }: ConversationEntry): Doubt | undefined {
  return doubt === undefined || head.index === doubt.index ? undefined : { ...doubt, isListed: true, peerReadIndex };
}

/** Compares where a page tells. A message that is hidden now, so that nothing is certain, counts as another one. */
export function judgePage({ doubt }: ConversationState, pull: Pull, page: Page): 'same' | 'diverged' | 'untold' {
  if (doubt === undefined || !doubt.isListed) return 'untold';
  if (pull.afterIndex >= doubt.index || pull.beforeIndex <= doubt.index) return 'untold';
  const found = page.messages.find(({ index }) => index === doubt.index);
  if (found !== undefined) return found.messageId === doubt.messageId ? 'same' : 'diverged';
  const { fromIndex, toIndex } = page.covers;
  const isCovered = fromIndex <= doubt.index && doubt.index <= toIndex;
  return isCovered || !page.hasMore ? 'diverged' : 'untold';
}

/** Messages of `messages` (all of this conversation) that are not held yet, once each, ascending. */
export function unknownOf(state: ConversationState, messages: readonly Message[]): readonly Message[] {
  const byIndex = new Map(messages.map((message) => [message.index, message]));
  return [...byIndex.values()]
    .filter(({ index }) => !hasIndex(state.known, index) && !isHidden(state.hidden, index))
    .sort((left, right) => left.index - right.index);
}

/** `added`: from `unknownOf`. */
export function noteMessages(state: ConversationState, added: readonly Message[], userId: string): ConversationState {
  const newest = added.at(-1);
  if (newest === undefined) return state;
  let known = state.known;
  for (const message of added) known = addRange(known, message.index, message.index);
  const marks = addMarks(
    state.marks,
    added.map((message) => markOf(message, userId)),
  );
  return { ...noteHead(state, newest.index, newest.messageId), known, marks };
}

/**
 * Closes what a page covers, whether or not it holds a message for each index. Its messages must have been noted before.
 * A page that says that nothing older remains closes its request's lower part too, and all of it when it is empty and the
 * request was bounded from above; an empty answer about the open tail closes nothing, because it may be a stale read.
 */
export function notePage(state: ConversationState, pull: Pull, page: Page): ConversationState {
  const { fromIndex, toIndex } = page.covers;
  const covered = fromIndex > 0 && toIndex >= fromIndex;
  let known = covered ? addRange(state.known, fromIndex, toIndex) : state.known;
  if (!page.hasMore) {
    if (covered) known = addRange(known, pull.afterIndex + 1, fromIndex - 1);
    else if (pull.beforeIndex > 0 && pull.beforeIndex <= state.head) {
      known = addRange(known, pull.afterIndex + 1, pull.beforeIndex - 1);
    }
  }
  const noted = { ...state, known };
  return covered ? noteHead(noted, toIndex) : noted;
}

/** The user read here: reported to the server later. Read positions only grow and never pass the head. */
export function noteReadHere(state: ConversationState, index: number): ConversationState {
  const readIndex = Math.min(index, state.head);
  return readIndex <= state.readIndex ? state : { ...state, readIndex };
}

/** The server knows that the user has read through `index`. */
export function noteReadConfirmed(state: ConversationState, index: number): ConversationState {
  if (index <= state.confirmedReadIndex) return state;
  return { ...state, confirmedReadIndex: index, readIndex: Math.max(state.readIndex, index) };
}

export function hasUnconfirmedRead(state: ConversationState): boolean {
  return state.readIndex > state.confirmedReadIndex;
}

export function notePeerReadIndex(state: ConversationState, peerReadIndex: number): ConversationState {
  return peerReadIndex <= state.peerReadIndex ? state : { ...state, peerReadIndex };
}

/** What to announce next, in order. */
export type Announcement =
  | { readonly type: 'deliver'; readonly range: Range }
  | { readonly type: 'gap'; readonly range: Range };

/** Announces what is contiguous; leaves out (as a gap) what is more than `fillMessagesMax` below the head. */
export function announce(
  state: ConversationState,
  fillMessagesMax: number,
): { readonly state: ConversationState; readonly announcements: readonly Announcement[] } {
  const announcements: Announcement[] = [];
  let delivered = deliverRun(state, state.delivered, announcements);
  const floor = state.head - fillMessagesMax;
  if (delivered < floor) {
    announcements.push({ type: 'gap', range: { from: delivered + 1, to: floor } });
    delivered = deliverRun(state, floor, announcements);
  }
  return { state: delivered === state.delivered ? state : { ...state, delivered }, announcements };
}

function deliverRun(state: ConversationState, delivered: number, announcements: Announcement[]): number {
  const run = rangeAround(state.known, delivered + 1);
  if (run === undefined) return delivered;
  announcements.push({ type: 'deliver', range: { from: delivered + 1, to: run.to } });
  return run.to;
}

/** Gives up on everything that is missing: the server says that this user has no right to it. */
export function abandonHoles(state: ConversationState): {
  readonly state: ConversationState;
  readonly announcements: readonly Announcement[];
} {
  const announcements: Announcement[] = [];
  let delivered = state.delivered;
  while (delivered < state.head) {
    const reached = deliverRun(state, delivered, announcements);
    const hole = missingRanges(state.known, reached + 1, state.head)[0];
    if (hole !== undefined) announcements.push({ type: 'gap', range: hole });
    delivered = hole?.to ?? reached;
  }
  return { state: { ...state, delivered }, announcements };
}

export function heldCount(state: ConversationState): number {
  return state.known.reduce((sum, range) => sum + range.to - range.from + 1, 0);
}

/**
 * Forgets the oldest known indexes until at most `heldMax` of them in at most `rangesMax` ranges are left, but nothing
 * that has still to be announced. Answers the index through which the store forgets, 0 for none.
 */
export function forgetOldest(
  state: ConversationState,
  heldMax: number,
  rangesMax: number,
): { readonly state: ConversationState; readonly through: number } {
  let through = 0;
  let excess = heldCount(state) - heldMax;
  let ranges = state.known.length;
  for (const range of state.known) {
    const size = range.to - range.from + 1;
    if (excess <= 0 && ranges <= rangesMax) break;
    through = ranges > rangesMax ? range.to : Math.min(range.to, range.from + excess - 1);
    excess -= size;
    ranges -= 1;
  }
  through = Math.min(through, state.delivered);
  if (through === 0) return { state, through };
  return { state: { ...state, known: dropThrough(state.known, through) }, through };
}
