import { setAttributes } from './attributes.ts';
import { bulkBytes, bulkBytesOf, withoutBulk } from './bulk.ts';
import { growHead, growJoin, growLeave, growPeerRead, growRead } from './grow-entry.ts';
import { hideMessages } from './hide-messages.ts';
import { type ListEntry, newGroupEntry, newSingleEntry } from './list-entry.ts';
import type { ListRequest } from './list-request.ts';

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
  /** For each request taken, the entry after all of them, or why it was not done. */
  readonly replies: readonly (ListEntry | Refusal)[];
}

/** `absent`: the list had no such entry when it was the request's turn. `full`: too many deleted ranges. */
export type Refusal = 'absent' | 'full';

export interface EntryChange {
  readonly entry: ListEntry;
  /** Version under which the entry was found before; 0 = it is new. */
  readonly previousVersion: number;
}

export interface ListEvent {
  readonly kind: 'readAdvanced' | 'listEntryChanged';
  readonly sequence: number;
  /** Without draft and deleted ranges. */
  readonly entry: ListEntry;
}

/**
 * Conversations in one commit: 4 rows each (entry, index row, old index row, membership row) stay below 100, and the
 * largest, at some 1 600 bytes with two events each, far enough below 40 KiB for what follows.
 */
export const conversationsPerCommit = 20;
/** Drafts and deleted ranges in one commit; one entry has less. */
export const bulkBytesPerCommit = 8 * 1024;

/**
 * Takes requests in order for as long as their entries are known and fit a commit, merges those of one conversation,
 * and gives each changed entry the next list version: however many requests a burst has, an entry is written once.
 */
export function decideList(list: KnownList, requests: readonly ListRequest[]): ListDecision {
  const drafts = new Map<string, Draft>();
  const outcomes: { readonly conversationId: string; readonly refusal: Refusal | undefined }[] = [];
  let bulk = 0;
  for (const request of requests) {
    const { conversationId } = request;
    const known = list.entries.get(conversationId);
    if (known === undefined) break;
    let draft = drafts.get(conversationId);
    const held = draft === undefined && known !== null ? bulkBytes(known) : 0;
    const added = held + bulkBytesOf(request);
    if (bulk + added > bulkBytesPerCommit && outcomes.length > 0) break;
    if (draft === undefined) {
      if (drafts.size === conversationsPerCommit) break;
      draft = new Draft(known);
      drafts.set(conversationId, draft);
    }
    bulk += added;
    outcomes.push({ conversationId, refusal: draft.apply(request) });
  }

  let { listVersion, eventSequence } = list;
  const changes: EntryChange[] = [];
  const events: ListEvent[] = [];
  const results = new Map<string, ListEntry>();
  for (const [conversationId, draft] of drafts) {
    const change = draft.finish(listVersion + 1);
    const after = change?.entry ?? draft.before;
    if (after !== null) results.set(conversationId, after);
    if (change === undefined) continue;
    listVersion += 1;
    changes.push(change);
    for (const kind of draft.eventKinds) {
      eventSequence += 1;
      events.push({ kind, sequence: eventSequence, entry: withoutBulk(change.entry) });
    }
  }
  const replies = outcomes.map(
    ({ conversationId, refusal }) => refusal ?? results.get(conversationId) ?? ('absent' as const),
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

  /** Undefined when it is done, else why it is not. */
  apply(request: ListRequest): Refusal | undefined {
    const before = this.#entry;
    const after = grow(before, request);
    if (after === 'absent' || after === 'full') return after;
    this.#entry = after;
    if (after === before) return undefined;
    if (request.kind !== 'head') this.#moreThanHead = true;
    const kind = eventKindOf(request, before, after);
    if (kind !== undefined) this.eventKinds.add(kind);
    return undefined;
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

/** What the user's devices, and with a new position the peer, are told of a change. */
function eventKindOf({ kind }: ListRequest, before: ListEntry | null, after: ListEntry): ListEvent['kind'] | undefined {
  if (kind === 'head' || kind === 'peerRead') return undefined;
  return kind === 'read' && after.readIndex !== before?.readIndex ? 'readAdvanced' : 'listEntryChanged';
}

function grow(entry: ListEntry | null, request: ListRequest): ListEntry | Refusal {
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
      return entry === null ? 'absent' : growRead(entry, request.readIndex, request.readCount);
    case 'attributes':
      return entry === null ? 'absent' : setAttributes(entry, request.attributes);
    case 'hide':
      return entry === null ? 'absent' : (hideMessages(entry, request.hiding) ?? 'full');
    case 'peerRead':
      // The two lists of a chat are written independently: the peer may have read before this list has the chat.
      return growPeerRead(entry ?? newSingleEntry(conversationId, request.peerId), request.peerReadIndex);
  }
}
