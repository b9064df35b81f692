import type { DeletedRanges } from './deleted-ranges.ts';

/** Newest entry of a conversation's log (microchat.storage.v1.LogHead). */
export interface LogHead {
  readonly index: number;
  readonly messageId: string;
  readonly previousMessageId: string;
  readonly count: number;
  readonly membershipVersion: number;
}

/** One conversation of one user's list; the fields are described at microchat.storage.v1.ListEntry. */
export interface ListEntry {
  readonly conversationId: string;
  readonly peerId: string;
  readonly groupId: string;
  readonly head: LogHead | null;
  readonly readIndex: number;
  readonly readCount: number;
  readonly ownIndex: number;
  readonly ownCount: number;
  readonly peerReadIndex: number;
  readonly joinIndex: number;
  readonly joinCount: number;
  readonly leftIndex: number;
  readonly muted: boolean;
  readonly pinned: boolean;
  readonly hiddenThrough: number;
  readonly markedUnread: boolean;
  readonly draft: string;
  readonly clearedThrough: number;
  readonly clearedCount: number;
  readonly deleted: DeletedRanges;
  readonly changeVersion: number;
  readonly attributesVersion: number;
}

export function newSingleEntry(conversationId: string, peerId: string): ListEntry {
  return { ...emptyEntry, conversationId, peerId };
}

export function newGroupEntry(conversationId: string, groupId: string): ListEntry {
  return { ...emptyEntry, conversationId, groupId };
}

const emptyEntry: ListEntry = {
  conversationId: '',
  peerId: '',
  groupId: '',
  head: null,
  readIndex: 0,
  readCount: 0,
  ownIndex: 0,
  ownCount: 0,
  peerReadIndex: 0,
  joinIndex: 0,
  joinCount: 0,
  leftIndex: 0,
  muted: false,
  pinned: false,
  hiddenThrough: 0,
  markedUnread: false,
  draft: '',
  clearedThrough: 0,
  clearedCount: 0,
  deleted: [],
  changeVersion: 0,
  attributesVersion: 0,
};
