import type { StoredConversation, StoredState } from '../data/store.ts';
import type {
  Changes,
  ConversationEntry,
  Message,
  Notify,
  Page,
  Pong,
  Pull,
  Receipt,
  Recipient,
} from '../protocol/frames.ts';
import {
  addPosition,
  countReceived,
  countStored,
  hasAck,
  newAckCounter,
  takeAck,
  unacked,
  type AckCounter,
} from './ack-counter.ts';
import { defaultSyncBounds, retryDelayMs, type SyncBounds } from './bounds.ts';
import {
  abandonHoles,
  announce,
  forgetOldest,
  hasUnconfirmedRead,
  heldCount,
  mustAskForUnread,
  newConversation,
  newestHole,
  noteEntry,
  noteHead,
  noteMessages,
  notePage,
  notePeerReadIndex,
  noteReadConfirmed,
  noteReadHere,
  unknownOf,
  type Announcement,
  type ConversationState,
  type Listing,
} from './conversation-state.ts';
import { idle, stepFetch, type FetchEvent } from './fetch.ts';
import { newListSync, stepList, type ListEvent, type ListSync } from './list-sync.ts';
import { StepOutput } from './step-output.ts';
import type { SaveReceipt, SyncEffect, SyncEvent, SyncTimer } from './sync-events.ts';

/**
 * Keeps one client's view converging to the server's log: what to ask for, what to store, what to announce, what to
 * acknowledge. Deterministic, without I/O, clock or randomness: `handle` takes what happened and answers what to do.
 * States, rules and invariants: SPEC.md.
 */
export class SyncEngine {
  readonly #bounds: SyncBounds;
  readonly #conversations = new Map<string, ConversationState>();
  /** Conversations with a hole, waiting for a pull; first come, first served. */
  readonly #wanted = new Set<string>();
  /** Pulls under way: id -> conversation. */
  readonly #pulls = new Map<number, string>();
  /** Read positions under way to the server. */
  readonly #reading = new Map<string, number>();
  readonly #unconfirmedReads = new Set<string>();
  /** Conversations whose list entry was asked for since the last pong. */
  readonly #askedFor = new Set<string>();
  #list: ListSync;
  #acks: AckCounter = newAckCounter(0);
  #ackTimerRuns = false;
  #userId: string;
  #nextPullId = 1;
  #held = 0;

  constructor(stored: StoredState, bounds: Partial<SyncBounds> = {}) {
    this.#bounds = { ...defaultSyncBounds, ...bounds };
    this.#list = newListSync(stored.cursor);
    this.#userId = stored.userId;
    for (const conversation of stored.conversations) this.#restore(conversation);
  }

  get cursor(): string {
    return this.#list.cursor;
  }

  get userId(): string {
    return this.#userId;
  }

  conversation(conversationId: string): ConversationState | undefined {
    return this.#conversations.get(conversationId);
  }

  conversations(): readonly ConversationState[] {
    return [...this.#conversations.values()];
  }

  handle(event: SyncEvent): readonly SyncEffect[] {
    const output = new StepOutput();
    this.#apply(event, output);
    this.#startPulls(output);
    const receipt: SaveReceipt = { connection: this.#acks.connection, ...output.saveReceipt() };
    // A new device stores no cursor before its first list is complete: after a crash in between it begins anew, and what
    // it has not listed yet is still history.
    const cursor = this.#list.fresh ? '' : this.#list.cursor;
    return output.effects(this.#userId, cursor, receipt, (id) => this.#stored(id));
  }

  #apply(event: SyncEvent, output: StepOutput): void {
    switch (event.type) {
      case 'welcomed':
        return this.#welcome(event.userId, event.changes, output);
      case 'changesCame':
        return this.#applyChanges('paged', event.changes, output);
      case 'syncFailed':
        return this.#stepList({ type: 'failed' }, output, event.retryAfterMs);
      case 'notified':
        return this.#applyNotify(event.notify, output);
      case 'ponged':
        return this.#applyPong(event.pong, output);
      case 'pageCame':
        return this.#applyPage(event.pullId, event.pull, event.page, output);
      case 'pullFailed':
        return this.#pullFailed(event.pullId, event.retryable, event.retryAfterMs, output);
      case 'historyCame':
        return this.#applyHistory(event.pull, event.page, output);
      case 'sent':
        return this.#applySent(event.message, event.to, output);
      case 'readHere':
        return this.#readHere(event.conversationId, event.index, output);
      case 'readConfirmed':
        return this.#readConfirmed(event.receipt, output);
      case 'readFailed':
        return this.#readFailed(event.conversationId, event.retryable, output);
      case 'saved':
        return this.#saved(event.receipt, output);
      case 'timerFired':
        return this.#timerFired(event.timer, output);
      case 'disconnected':
        return this.#disconnect(output);
    }
  }

  #welcome(userId: string, changes: Changes, output: StepOutput): void {
    this.#userId = userId;
    this.#acks = newAckCounter(this.#acks.connection + 1);
    this.#ackTimerRuns = false;
    this.#applyChanges('welcomed', changes, output);
    for (const conversationId of this.#unconfirmedReads) this.#report(conversationId, output);
  }

  #disconnect(output: StepOutput): void {
    this.#stepList({ type: 'disconnected' }, output);
    this.#reading.clear();
    this.#askedFor.clear();
    const pulled = [...this.#pulls.values()];
    this.#pulls.clear();
    for (const conversationId of pulled) this.#stepFetch(conversationId, { type: 'disconnected' }, output);
    for (const { conversationId, fetch } of this.#conversations.values()) {
      if (fetch.phase === 'pausing') this.#stepFetch(conversationId, { type: 'disconnected' }, output);
    }
  }

  // The conversation list

  #applyChanges(type: 'welcomed' | 'paged', changes: Changes, output: StepOutput): void {
    for (const entry of changes.conversations) this.#applyEntry(entry, output);
    const { cursor, hasMore } = changes;
    this.#stepList({ type, cursor, hasMore, empty: changes.conversations.length === 0 }, output);
    output.cursorMoved();
  }

  #applyEntry(entry: ConversationEntry, output: StepOutput): void {
    const state = this.#findOrDiscover(entry.conversationId, entry.head.index);
    const noted = noteEntry(state, entry);
    this.#put(noted, output);
    this.#settle(entry.conversationId, output);
    output.changed(entry.conversationId);
  }

  #stepList(event: ListEvent, output: StepOutput, retryAfterMs = 0): void {
    const { list, order } = stepList(this.#list, event);
    this.#list = list;
    if (order === 'sync') output.add({ type: 'sync', cursor: list.cursor, limit: this.#bounds.syncLimit });
    else if (order === 'complete') output.announce({ type: 'listed' });
    else if (order === 'pause') {
      const delayMs = retryDelayMs(this.#bounds, list.attempt, retryAfterMs);
      output.add({ type: 'timer', timer: { name: 'list' }, delayMs });
    }
  }

  /** Asks for the list once per heartbeat interval for a conversation that only the list can explain. */
  #askFor(conversationId: string, output: StepOutput): void {
    if (this.#askedFor.has(conversationId)) return;
    this.#askedFor.add(conversationId);
    this.#stepList({ type: 'refresh' }, output);
  }

  // Live frames

  #applyNotify(notify: Notify, output: StepOutput): void {
    this.#acks = countReceived(this.#acks);
    output.frameCame();
    for (const entry of notify.conversations) {
      this.#applyEntry(entry, output);
    }
    for (const [conversationId, messages] of groupByConversation(notify.messages)) {
      this.#applyMessages(conversationId, messages, output);
    }
    for (const receipt of notify.receipts) this.#applyReceipt(receipt, output);
  }

  #applyMessages(conversationId: string, messages: readonly Message[], output: StepOutput): void {
    const first = Math.min(...messages.map((message) => message.index));
    const state = this.#findOrDiscover(conversationId, first - 1);
    const added = unknownOf(state, messages);
    if (added.length === 0) return this.#put(state, output);
    let noted = noteMessages(state, added, this.#userId);
    noted = { ...noted, listing: noted.listing ?? listingFromContent(added) };
    output.storeMessages(added);
    this.#put(this.#trim(noted, output), output);
    this.#settle(conversationId, output);
    output.changed(conversationId);
    if (state.listing === undefined) this.#askFor(conversationId, output);
    this.#halveLargest(output);
  }

  #applyReceipt(receipt: { conversationId: string; userId: string; readIndex: number }, output: StepOutput): void {
    const { conversationId, userId, readIndex } = receipt;
    const state = this.#conversations.get(conversationId);
    if (state === undefined) return this.#askFor(conversationId, output);
    const noted = userId === this.#userId ? noteReadConfirmed(state, readIndex) : this.#notePeerRead(state, readIndex);
    output.announce({ type: 'receipt', receipt });
    if (noted === state) return;
    this.#put(noted, output);
    output.changed(conversationId);
    this.#settle(conversationId, output);
  }

  /** In a group every member reads for itself; only a single chat has one peer. */
  #notePeerRead(state: ConversationState, readIndex: number): ConversationState {
    return state.listing?.type === 'SINGLE' ? notePeerReadIndex(state, readIndex) : state;
  }

  /**
   * The tail check. Heads that are new here were lost on the way: they become holes at once, and the list tells the rest.
   * Only a pong without surprises moves the cursor, so that no change behind it is skipped.
   */
  #applyPong(pong: Pong, output: StepOutput): void {
    let surprised = pong.hasMore;
    for (const { conversationId, index } of pong.heads) {
      const known = this.#conversations.get(conversationId);
      const state = known ?? this.#findOrDiscover(conversationId, index);
      surprised ||= known === undefined || state.listing === undefined || state.head < index;
      this.#put(noteHead(state, index), output);
      this.#settle(conversationId, output);
    }
    this.#askedFor.clear();
    if (surprised) this.#stepList({ type: 'refresh' }, output);
    else if (pong.cursor !== this.#list.cursor) {
      this.#stepList({ type: 'adopt', cursor: pong.cursor }, output);
      output.cursorMoved();
    }
    for (const conversationId of this.#unconfirmedReads) this.#report(conversationId, output);
  }

  #applySent(message: Message, to: Recipient, output: StepOutput): void {
    const state = this.#findOrDiscover(message.conversationId, message.index - 1);
    this.#put({ ...state, listing: state.listing ?? listingFromRecipient(to) }, output);
    this.#applyMessages(message.conversationId, [message], output);
  }

  // Holes

  #applyPage(pullId: number, pull: Pull, page: Page, output: StepOutput): void {
    const conversationId = this.#pulls.get(pullId);
    this.#pulls.delete(pullId);
    const before = this.#conversations.get(pull.conversationId);
    if (before === undefined) return;
    const heldBefore = heldCount(before);
    this.#notePage(before, pull, page, output);
    const after = this.#conversations.get(pull.conversationId) ?? before;
    if (conversationId !== undefined) {
      this.#stepFetch(conversationId, { type: 'pageCame', progress: heldCount(after) > heldBefore }, output);
    }
    this.#settle(pull.conversationId, output);
    output.changed(pull.conversationId);
    if (newestHole(after) === undefined && after.head > 0) {
      output.filled({ conversationId: pull.conversationId, index: after.head });
    }
  }

  #applyHistory(pull: Pull, page: Page, output: StepOutput): void {
    const state = this.#findOrDiscover(pull.conversationId, page.covers.toIndex, true);
    this.#notePage(state, pull, page, output);
    this.#settle(pull.conversationId, output);
    if (state.listing === undefined) this.#askFor(pull.conversationId, output);
  }

  #notePage(state: ConversationState, pull: Pull, page: Page, output: StepOutput): void {
    const added = unknownOf(
      state,
      page.messages.filter((message) => message.conversationId === state.conversationId),
    );
    output.storeMessages(added);
    this.#put(notePage(noteMessages(state, added, this.#userId), pull, page), output);
  }

  #pullFailed(pullId: number, retryable: boolean, retryAfterMs: number, output: StepOutput): void {
    const conversationId = this.#pulls.get(pullId);
    const state = conversationId === undefined ? undefined : this.#conversations.get(conversationId);
    this.#pulls.delete(pullId);
    if (conversationId === undefined || state === undefined) return;
    if (!retryable) {
      const abandoned = abandonHoles(state);
      this.#put(abandoned.state, output);
      this.#announceAll(conversationId, abandoned.announcements, output);
    }
    this.#stepFetch(conversationId, { type: 'failed' }, output, retryAfterMs);
  }

  /** After new knowledge: announces what became contiguous, and looks what is missing. */
  #settle(conversationId: string, output: StepOutput): void {
    const state = this.#conversations.get(conversationId);
    if (state === undefined) return;
    const announced = announce(state, this.#bounds.fillMessagesMax);
    this.#put(announced.state, output);
    this.#announceAll(conversationId, announced.announcements, output);
    this.#stepFetch(conversationId, { type: 'looked' }, output);
    if (mustAskForUnread(announced.state)) this.#askFor(conversationId, output);
  }

  #announceAll(conversationId: string, announcements: readonly Announcement[], output: StepOutput): void {
    for (const { type, range } of announcements) {
      const span = { conversationId, fromIndex: range.from, toIndex: range.to };
      output.announce(type === 'gap' ? { type: 'gap', ...span } : { type: 'messages', ...span });
    }
  }

  #stepFetch(conversationId: string, event: FetchEvent, output: StepOutput, retryAfterMs = 0): void {
    const state = this.#conversations.get(conversationId);
    if (state === undefined) return;
    const fetch = stepFetch(state.fetch, event, newestHole(state));
    if (fetch.phase === 'wanted') this.#wanted.add(conversationId);
    else this.#wanted.delete(conversationId);
    if (fetch.phase === 'pausing' && state.fetch.phase !== 'pausing') {
      const delayMs = retryDelayMs(this.#bounds, fetch.attempt, retryAfterMs);
      output.add({ type: 'timer', timer: { name: 'pull', conversationId }, delayMs });
    }
    // The fetch under way is not stored, so it makes no conversation dirty.
    this.#conversations.set(conversationId, { ...state, fetch });
  }

  #startPulls(output: StepOutput): void {
    if (this.#list.phase === 'offline') return;
    for (const conversationId of this.#wanted) {
      if (this.#pulls.size >= this.#bounds.pullsInFlightMax) return;
      this.#stepFetch(conversationId, { type: 'started' }, output);
      const fetch = this.#conversations.get(conversationId)?.fetch;
      if (fetch?.phase !== 'pulling') continue;
      const pullId = this.#nextPullId;
      this.#nextPullId += 1;
      this.#pulls.set(pullId, conversationId);
      const { from, to } = fetch.range;
      const limit = Math.min(this.#bounds.pullLimit, to - from + 1);
      output.add({ type: 'pull', pullId, pull: { conversationId, afterIndex: from - 1, beforeIndex: to + 1, limit } });
    }
  }

  // Read positions

  #readHere(conversationId: string, index: number, output: StepOutput): void {
    const state = this.#conversations.get(conversationId);
    if (state === undefined) return;
    const noted = noteReadHere(state, index);
    if (noted === state) return;
    this.#put(noted, output);
    output.changed(conversationId);
    this.#report(conversationId, output);
  }

  #report(conversationId: string, output: StepOutput): void {
    const state = this.#conversations.get(conversationId);
    if (state === undefined || !hasUnconfirmedRead(state)) return;
    if (this.#list.phase === 'offline' || this.#reading.has(conversationId)) return;
    this.#reading.set(conversationId, state.readIndex);
    output.add({ type: 'read', conversationId, index: state.readIndex });
  }

  #readConfirmed(receipt: Receipt, output: StepOutput): void {
    const { conversationId, readIndex, peerReadIndex, unread } = receipt;
    const asked = this.#reading.get(conversationId) ?? 0;
    this.#reading.delete(conversationId);
    const state = this.#conversations.get(conversationId);
    if (state === undefined) return;
    const noted = notePeerReadIndex(noteReadConfirmed(state, readIndex), peerReadIndex);
    // The answer's count is the newest there is, though it does not say as of which entry.
    const counted = readIndex < noted.readIndex ? noted : { ...noted, base: { unread, at: noted.head, readIndex } };
    this.#put(counted, output);
    output.changed(conversationId);
    // Read further meanwhile. What the server did not take is tried again with the next heartbeat, not at full speed.
    if (counted.readIndex > asked) this.#report(conversationId, output);
  }

  #readFailed(conversationId: string, retryable: boolean, output: StepOutput): void {
    this.#reading.delete(conversationId);
    const state = this.#conversations.get(conversationId);
    if (state === undefined || retryable) return;
    this.#put({ ...state, confirmedReadIndex: state.readIndex }, output);
  }

  // Acknowledgements

  #saved(receipt: SaveReceipt, output: StepOutput): void {
    this.#acks = countStored(this.#acks, receipt.connection, receipt.frames);
    for (const position of receipt.positions) this.#acks = addPosition(this.#acks, position);
    if (this.#list.phase === 'offline' || !hasAck(this.#acks)) return;
    if (unacked(this.#acks) >= this.#bounds.ackFramesMax) return this.#acknowledge(output);
    if (this.#ackTimerRuns) return;
    this.#ackTimerRuns = true;
    output.add({ type: 'timer', timer: { name: 'ack' }, delayMs: this.#bounds.ackDelayMs });
  }

  #acknowledge(output: StepOutput): void {
    const { counter, received, positions } = takeAck(this.#acks);
    this.#acks = counter;
    output.add({ type: 'ack', received, positions });
  }

  #timerFired(timer: SyncTimer, output: StepOutput): void {
    if (timer.name === 'pull') return this.#stepFetch(timer.conversationId, { type: 'pauseOver' }, output);
    if (timer.name === 'list') return this.#stepList({ type: 'pauseOver' }, output);
    this.#ackTimerRuns = false;
    if (this.#list.phase !== 'offline' && hasAck(this.#acks)) this.#acknowledge(output);
  }

  // What is held

  /**
   * `index`: up to where a conversation that is new here existed before. On a new device, or when the app itself looks at
   * old pages, that is history; on a device that was away it is news, as far as news are fetched.
   */
  #findOrDiscover(conversationId: string, index: number, isHistory = false): ConversationState {
    const known = this.#conversations.get(conversationId);
    if (known !== undefined) return known;
    const history = isHistory || this.#list.fresh;
    return newConversation(conversationId, history ? index : Math.max(0, index - this.#bounds.fillMessagesMax));
  }

  #put(state: ConversationState, output: StepOutput): void {
    const before = this.#conversations.get(state.conversationId);
    if (before === state) return;
    this.#conversations.set(state.conversationId, state);
    this.#held += heldCount(state) - (before === undefined ? 0 : heldCount(before));
    if (hasUnconfirmedRead(state)) this.#unconfirmedReads.add(state.conversationId);
    else this.#unconfirmedReads.delete(state.conversationId);
    output.dirty(state.conversationId);
  }

  #trim(state: ConversationState, output: StepOutput): ConversationState {
    const { state: trimmed, through } = forgetOldest(
      state,
      this.#bounds.heldPerConversationMax,
      this.#bounds.rangesMax,
    );
    if (through > 0) output.forget(state.conversationId, through);
    return trimmed;
  }

  #halveLargest(output: StepOutput): void {
    if (this.#held <= this.#bounds.heldMax) return;
    const largest = [...this.#conversations.values()].reduce((left, right) =>
      heldCount(right) > heldCount(left) ? right : left,
    );
    const half = Math.ceil(heldCount(largest) / 2);
    const { state, through } = forgetOldest(largest, half, this.#bounds.rangesMax);
    if (through > 0) output.forget(largest.conversationId, through);
    this.#put(state, output);
  }

  #restore(stored: StoredConversation): void {
    const state = { ...stored, fetch: idle };
    this.#conversations.set(state.conversationId, state);
    this.#held += heldCount(state);
    if (hasUnconfirmedRead(state)) this.#unconfirmedReads.add(state.conversationId);
    if (newestHole(state) !== undefined) {
      this.#conversations.set(state.conversationId, { ...state, fetch: { phase: 'wanted', attempt: 0 } });
      this.#wanted.add(state.conversationId);
    }
  }

  #stored(conversationId: string): StoredConversation | undefined {
    const state = this.#conversations.get(conversationId);
    if (state === undefined) return undefined;
    const { fetch: _fetch, ...stored } = state;
    return stored;
  }
}

function groupByConversation(messages: readonly Message[]): ReadonlyMap<string, readonly Message[]> {
  const groups = new Map<string, Message[]>();
  for (const message of messages) {
    const group = groups.get(message.conversationId);
    if (group === undefined) groups.set(message.conversationId, [message]);
    else group.push(message);
  }
  return groups;
}

function listingFromRecipient(to: Recipient): Listing | undefined {
  const listing = { type: 'UNKNOWN' as const, peerId: '', groupId: '', muted: false, pinned: false, left: false };
  if ('userId' in to) return { ...listing, type: 'SINGLE', peerId: to.userId };
  if ('groupId' in to) return { ...listing, type: 'GROUP', groupId: to.groupId };
  return undefined;
}

/** The first entry that a new member sees names its group, so the chat can be shown before the list tells of it. */
function listingFromContent(messages: readonly Message[]): Listing | undefined {
  const groupId = messages.find((message) => message.content.membership !== undefined)?.content.membership?.groupId;
  return groupId === undefined ? undefined : listingFromRecipient({ groupId });
}
