import type { StoredConversation, StoredState } from '../data/store.ts';
import type {
  Changes,
  ConversationEntry,
  Message,
  Notify,
  Page,
  Pong,
  Pull,
  ReadReceipt,
  Recipient,
} from '../protocol/frames.ts';
import { AckSender } from './ack-sender.ts';
import { defaultSyncBounds, retryDelayMs, type SyncBounds } from './bounds.ts';
import {
  beginAnew,
  hasDiverged,
  heldCount,
  isUnlisted,
  judgePage,
  mustAskForUnread,
  newConversation,
  newestHole,
  noteEntry,
  noteMessages,
  notePage,
  notePeerReadIndex,
  noteReadConfirmed,
  noteReset,
  unknownOf,
  type ConversationState,
} from './conversation-state.ts';
import { ConversationTable } from './conversation-table.ts';
import { idle } from './fetch.ts';
import { newlyHidden } from './hidden-here.ts';
import { HoleFiller } from './hole-filler.ts';
import { listingFromContent, listingFromRecipient } from './listing.ts';
import { newListSync, stepList, type ListEvent, type ListSync } from './list-sync.ts';
import { commonRanges } from './ranges.ts';
import { ReadReporter } from './read-reporter.ts';
import { StepOutput } from './step-output.ts';
import type { SyncEffect, SyncEvent, SyncTimer } from './sync-events.ts';

/**
 * Keeps one client's view converging to the server's log: what to ask for, what to store, what to announce, what to
 * acknowledge. Deterministic, without I/O, clock or randomness: `handle` takes what happened and answers what to do.
 * States, rules and invariants: SPEC.md.
 */
export class SyncEngine {
  readonly #bounds: SyncBounds;
  readonly #table: ConversationTable;
  readonly #filler: HoleFiller;
  readonly #reads: ReadReporter;
  readonly #acks: AckSender;
  /** Conversations whose list entry was asked for since the last pong. */
  readonly #askedFor = new Set<string>();
  #list: ListSync;
  #userId: string;

  constructor(stored: StoredState, bounds: Partial<SyncBounds> = {}) {
    this.#bounds = { ...defaultSyncBounds, ...bounds };
    this.#table = new ConversationTable(withDoubts(stored), this.#bounds);
    this.#filler = new HoleFiller(this.#table, this.#bounds);
    this.#reads = new ReadReporter(this.#table);
    this.#acks = new AckSender(this.#bounds);
    this.#list = newListSync(stored.cursor);
    this.#userId = stored.userId;
  }

  get cursor(): string {
    return this.#list.cursor;
  }

  get userId(): string {
    return this.#userId;
  }

  conversation(conversationId: string): ConversationState | undefined {
    return this.#table.get(conversationId);
  }

  conversations(): readonly ConversationState[] {
    return this.#table.all();
  }

  handle(event: SyncEvent): readonly SyncEffect[] {
    const output = new StepOutput();
    this.#apply(event, output);
    if (this.#isOnline()) this.#filler.startPulls(output);
    // A new device stores no cursor before its first list is complete: after a crash in between it begins anew, and what
    // it has not listed yet is still history.
    const cursor = this.#list.fresh ? '' : this.#list.cursor;
    const receipt = { connection: this.#acks.connection, ...output.saveReceipt() };
    return output.effects(this.#userId, cursor, receipt, (id) => this.#table.stored(id));
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
        return this.#filler.pullFailed(event.pullId, event.retryable, event.retryAfterMs, output);
      case 'historyCame':
        return this.#applyHistory(event.pull, event.page, output);
      case 'entryCame':
        return this.#applyEntry(event.entry, output);
      case 'sent':
        return this.#applySent(event.message, event.to, output);
      case 'readHere':
        return this.#reads.readHere(event.conversationId, event.index, this.#isOnline(), output);
      case 'readConfirmed':
        return this.#reads.confirmed(event.receipt, output);
      case 'readFailed':
        return this.#reads.failed(event.conversationId, event.retryable, output);
      case 'saved':
        return this.#acks.stored(event.receipt, this.#isOnline(), output);
      case 'timerFired':
        return this.#timerFired(event.timer, output);
      case 'disconnected':
        return this.#disconnect(output);
    }
  }

  #isOnline(): boolean {
    return this.#list.phase !== 'offline';
  }

  #welcome(userId: string, changes: Changes, output: StepOutput): void {
    this.#userId = userId;
    this.#acks.connected();
    this.#applyChanges('welcomed', changes, output);
    this.#reads.reportAll(output);
  }

  #disconnect(output: StepOutput): void {
    this.#stepList({ type: 'disconnected' }, output);
    this.#filler.disconnected();
    this.#reads.disconnected();
    this.#askedFor.clear();
  }

  #timerFired(timer: SyncTimer, output: StepOutput): void {
    if (timer.name === 'pull') this.#filler.pauseOver(timer.conversationId);
    else if (timer.name === 'list') this.#stepList({ type: 'pauseOver' }, output);
    else this.#acks.timerFired(this.#isOnline(), output);
  }

  // The conversation list

  #applyChanges(type: 'welcomed' | 'paged', changes: Changes, output: StepOutput): void {
    if (changes.reset) for (const state of this.#table.all()) this.#table.put(noteReset(state), output);
    for (const entry of changes.conversations) this.#applyEntry(entry, output);
    const { cursor, hasMore } = changes;
    this.#stepList({ type, cursor, hasMore, empty: changes.conversations.length === 0 }, output);
    output.cursorMoved();
  }

  #applyEntry(entry: ConversationEntry, output: StepOutput): void {
    const held = this.#table.get(entry.conversationId);
    if (held !== undefined && hasDiverged(held, entry))
      this.#replace(newConversation(held.conversationId, entry.head.index), everything, output);
    const state = this.#findOrDiscover(entry.conversationId, entry.head.index);
    const noted = noteEntry(state, entry);
    this.#table.put(noted, output);
    for (const { from, to } of commonRanges(state.known, newlyHidden(state.hidden, noted.hidden))) {
      output.remove({ conversationId: entry.conversationId, fromIndex: from, toIndex: to });
    }
    this.#settle(entry.conversationId, output);
    output.changed(entry.conversationId);
  }

  /** What is held may be of a log that is gone: it is forgotten, and what the server has is history that can be fetched. */
  #replace(state: ConversationState, forgottenThrough: number, output: StepOutput): void {
    this.#filler.forget(state.conversationId);
    output.forget(state.conversationId, forgottenThrough);
    this.#table.put({ ...state, fetch: idle }, output);
  }

  /** The list is complete: a conversation that it did not name is not there any more. */
  #dropDoubtful(output: StepOutput): void {
    for (const state of this.#table.all()) {
      if (!isUnlisted(state)) continue;
      this.#replace(newConversation(state.conversationId, 0), everything, output);
      output.changed(state.conversationId);
    }
  }

  #stepList(event: ListEvent, output: StepOutput, retryAfterMs = 0): void {
    const { list, order } = stepList(this.#list, event);
    this.#list = list;
    if (order === 'sync') output.add({ type: 'sync', cursor: list.cursor, limit: this.#bounds.syncLimit });
    else if (order === 'complete') {
      this.#dropDoubtful(output);
      output.announce({ type: 'listed' });
    } else if (order === 'pause') {
      const delayMs = retryDelayMs(this.#bounds, list.attempt, retryAfterMs);
      output.add({ type: 'timer', timer: { name: 'list' }, delayMs });
    }
  }

  /** Asks for the list, at most once per heartbeat for a conversation, because only the list can explain it. */
  #askFor(conversationId: string, output: StepOutput): void {
    if (this.#askedFor.has(conversationId)) return;
    this.#askedFor.add(conversationId);
    this.#stepList({ type: 'refresh' }, output);
  }

  // Live frames

  #applyNotify(notify: Notify, output: StepOutput): void {
    this.#acks.received();
    output.frameCame();
    for (const entry of notify.conversations) this.#applyEntry(entry, output);
    for (const [conversationId, messages] of groupByConversation(notify.messages)) {
      this.#applyMessages(conversationId, messages, output);
    }
    for (const receipt of notify.receipts) this.#applyReceipt(receipt, output);
  }

  #applyMessages(conversationId: string, messages: readonly Message[], output: StepOutput): void {
    const first = Math.min(...messages.map((message) => message.index));
    const state = this.#findOrDiscover(conversationId, first - 1);
    const added = unknownOf(state, messages);
    const noted = noteMessages(state, added, this.#userId);
    this.#table.put({ ...noted, listing: noted.listing ?? listingFromContent(added) }, output);
    output.storeMessages(added);
    this.#settle(conversationId, output);
    this.#table.trim(conversationId, output);
    if (added.length > 0) output.changed(conversationId);
    if (state.listing === undefined) this.#askFor(conversationId, output);
  }

  #applyReceipt(receipt: ReadReceipt, output: StepOutput): void {
    const { conversationId, userId, readIndex } = receipt;
    const state = this.#table.get(conversationId);
    if (state === undefined) return this.#askFor(conversationId, output);
    const isOwn = userId === this.#userId;
    this.#table.put(isOwn ? noteReadConfirmed(state, readIndex) : notePeerRead(state, readIndex), output);
    this.#settle(conversationId, output);
    output.announce({ type: 'receipt', receipt });
    output.changed(conversationId);
  }

  /**
   * The tail check. Heads that are new here were lost on the way: the list, asked from the cursor before, tells everything
   * about them. Only a pong without surprises moves the cursor, so that no change behind it is skipped. A conversation that
   * still has a hole may need its entry's unread count once the hole turns out to be a gap, so it counts as a surprise.
   */
  #applyPong(pong: Pong, output: StepOutput): void {
    let surprised = pong.hasMore;
    for (const { conversationId, index } of pong.heads) {
      const known = this.#table.get(conversationId);
      surprised ||= known?.listing === undefined || known.head < index || newestHole(known) !== undefined;
    }
    this.#askedFor.clear();
    if (surprised) this.#stepList({ type: 'refresh' }, output);
    else if (pong.cursor !== this.#list.cursor) {
      this.#stepList({ type: 'adopt', cursor: pong.cursor }, output);
      output.cursorMoved();
    }
    this.#reads.reportAll(output);
  }

  #applySent(message: Message, to: Recipient, output: StepOutput): void {
    const state = this.#findOrDiscover(message.conversationId, message.index - 1);
    this.#table.put({ ...state, listing: state.listing ?? listingFromRecipient(to) }, output);
    this.#applyMessages(message.conversationId, [message], output);
  }

  // Pages

  #applyPage(pullId: number, pull: Pull, page: Page, output: StepOutput): void {
    const before = this.#table.get(pull.conversationId);
    if (before === undefined) return;
    const verdict = judgePage(before, pull, page);
    if (verdict === 'diverged') {
      this.#replace(beginAnew(before), before.base.at, output);
      this.#settle(pull.conversationId, output);
      return output.changed(pull.conversationId);
    }
    const trusted: ConversationState = verdict === 'same' ? { ...before, doubt: undefined } : before;
    const after = this.#notePage(trusted, pull, page, output);
    this.#filler.pageCame(pullId, verdict === 'same' || heldCount(after) > heldCount(before), output);
    this.#settle(pull.conversationId, output);
    output.changed(pull.conversationId);
    if (newestHole(after) === undefined) output.filled({ conversationId: pull.conversationId, index: after.head });
  }

  #applyHistory(pull: Pull, page: Page, output: StepOutput): void {
    const known = this.#table.get(pull.conversationId);
    const state = known ?? newConversation(pull.conversationId, page.covers.toIndex);
    this.#notePage(state, pull, page, output);
    this.#settle(pull.conversationId, output);
    if (state.listing === undefined) this.#askFor(pull.conversationId, output);
  }

  #notePage(state: ConversationState, pull: Pull, page: Page, output: StepOutput): ConversationState {
    const own = page.messages.filter((message) => message.conversationId === state.conversationId);
    const added = unknownOf(state, own);
    output.storeMessages(added);
    const noted = notePage(noteMessages(state, added, this.#userId), pull, page);
    this.#table.put(noted, output);
    return noted;
  }

  #settle(conversationId: string, output: StepOutput): void {
    this.#filler.settle(conversationId, output);
    const state = this.#table.get(conversationId);
    if (state !== undefined && mustAskForUnread(state)) this.#askFor(conversationId, output);
  }

  /**
   * `index`: up to where a conversation that is new here existed before. On a new device that is history; on a device that
   * was away it is news; what is too much to be fetched is announced as a gap, like everywhere.
   */
  #findOrDiscover(conversationId: string, index: number): ConversationState {
    return this.#table.get(conversationId) ?? newConversation(conversationId, this.#list.fresh ? index : 0);
  }
}

/** An index that no message has. */
const everything = Number.MAX_SAFE_INTEGER;

/** Without a cursor the server can't say whether it has begun anew since these were stored. */
function withDoubts({ cursor, conversations }: StoredState): readonly StoredConversation[] {
  return cursor === '' ? conversations.map((stored) => noteReset({ ...stored, fetch: idle })) : conversations;
}

/** In a group every member reads for itself; only a single chat has one peer. */
function notePeerRead(state: ConversationState, readIndex: number): ConversationState {
  return state.listing?.type === 'SINGLE' ? notePeerReadIndex(state, readIndex) : state;
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
