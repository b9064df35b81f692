import { type Attributes, setAttributes } from './attributes.ts';
import { growHead, growJoin, growLeave, growPeerRead, growRead } from './grow-entry.ts';
import { type ListEntry, type LogHead, newGroupEntry, newSingleEntry } from './list-entry.ts';

export type ListRequest =
  | {
      readonly kind: 'head';
      readonly conversationId: string;
      readonly peerId: string;
      readonly head: LogHead;
      readonly ownIndex: number;
      readonly ownCount: number;
    }
  | {
      readonly kind: 'membership';
      readonly conversationId: string;
      readonly groupId: string;
      readonly joined: boolean;
      readonly at: LogHead;
    }
  | {
      readonly kind: 'read';
      readonly conversationId: string;
      readonly readIndex: number;
      readonly readCount: number;
    }
  | {
      readonly kind: 'attributes';
      readonly conversationId: string;
      readonly attributes: Attributes;
    }
  | {
      readonly kind: 'peerRead';
      readonly conversationId: string;
      readonly peerId: string;
      readonly peerReadIndex: number;
    };

/** What is known of a list. `null` = the list has no such entry; a conversation that is missing was not read. */
export interface KnownList {
  readonly listVersion: number;
  readonly eventSequence: number;
  readonly entries: ReadonlyMap<string, ListEntry | null>;
}

export interface ListDecision {
  readonly listVersion: number;
  readonly eventSequence: number;
  readonly changes: readonly EntryChange[];
  readonly events: readonly ListEvent[];
  /** For each request taken, the entry after all of them; null: the list had no such entry when it was its turn. */
  readonly replies: readonly (ListEntry | null)[];
}

export interface EntryChange {
  readonly entry: ListEntry;
  /** Version under which the entry was found before; 0 = it is new. */
  readonly previousVersion: number;
}

export interface ListEvent {
  readonly kind: 'readAdvanced' | 'listEntryChanged';
  readonly sequence: number;
  readonly entry: ListEntry;
}

/** Conversations in one commit: 4 rows each (entry, index row, old index row, membership row) stay below 100. */
export const conversationsPerCommit = 24;

/**
 * Takes requests in order for as long as their entries are known and fit a commit, merges those of one conversation,
 * and gives each changed entry the next list version: however many requests a burst has, an entry is written once.
 */
export function decideList(list: KnownList, requests: readonly ListRequest[]): ListDecision {
  const drafts = new Map<string, Draft>();
  const found: (string | null)[] = [];
  for (const request of requests) {
    const { conversationId } = request;
    const known = list.entries.get(conversationId);
    if (known === undefined) break;
    let draft = drafts.get(conversationId);
    if (draft === undefined) {
      if (drafts.size === conversationsPerCommit) break;
      draft = new Draft(known);
      drafts.set(conversationId, draft);
    }
    found.push(draft.apply(request) ? conversationId : null);
  }

  let { listVersion, eventSequence } = list;
  const changes: EntryChange[] = [];
  const events: ListEvent[] = [];
  const results = new Map<string, ListEntry | null>();
  for (const [conversationId, draft] of drafts) {
    const change = draft.finish(listVersion + 1);
    results.set(conversationId, change?.entry ?? draft.before);
    if (change === undefined) continue;
    listVersion += 1;
    changes.push(change);
    for (const kind of draft.eventKinds) {
      eventSequence += 1;
      events.push({ kind, sequence: eventSequence, entry: change.entry });
    }
  }
  const replies = found.map((conversationId) =>
    conversationId === null ? null : (results.get(conversationId) ?? null),
  );
  return { listVersion, eventSequence, changes, events, replies };
}

/** One entry while the requests of a decision are applied to it. */
class Draft {
  readonly before: ListEntry | null;
  readonly eventKinds = new Set<ListEvent['kind']>();
  #entry: ListEntry | null;
  #moreThanHead: boolean;

  constructor(before: ListEntry | null) {
    this.before = before;
    this.#entry = before;
    // A new entry is news by itself: a client can't know whose conversation it is from a head.
    this.#moreThanHead = before === null;
  }

  /** False if the list has no such entry for a request that does not create one. */
  apply(request: ListRequest): boolean {
    const before = this.#entry;
    this.#entry = grow(before, request);
    if (this.#entry !== before) {
      if (request.kind !== 'head') this.#moreThanHead = true;
      if (request.kind === 'read') this.eventKinds.add('readAdvanced');
      if (request.kind === 'membership' || request.kind === 'attributes') this.eventKinds.add('listEntryChanged');
    }
    return this.#entry !== null;
  }

  /** The entry under its new version; undefined if it did not change. */
  finish(version: number): EntryChange | undefined {
    if (this.#entry === null || this.#entry === this.before) return undefined;
    const attributesVersion = this.#moreThanHead ? version : this.#entry.attributesVersion;
    return {
      entry: { ...this.#entry, changeVersion: version, attributesVersion },
      previousVersion: this.before?.changeVersion ?? 0,
    };
  }
}

function grow(entry: ListEntry | null, request: ListRequest): ListEntry | null {
  const { conversationId } = request;
  switch (request.kind) {
    case 'head': {
      const present = entry ?? newSingleEntry(conversationId, request.peerId);
      return growHead(present, request.head, request.ownIndex, request.ownCount);
    }
    case 'membership': {
      const present = entry ?? newGroupEntry(conversationId, request.groupId);
      return request.joined ? growJoin(present, request.at) : growLeave(present, request.at);
    }
    case 'read':
      return entry === null ? null : growRead(entry, request.readIndex, request.readCount);
    case 'attributes':
      return entry === null ? null : setAttributes(entry, request.attributes);
    case 'peerRead':
      // The two lists of a chat are written independently: the peer may have read before this list has the chat.
      return growPeerRead(entry ?? newSingleEntry(conversationId, request.peerId), request.peerReadIndex);
  }
}
