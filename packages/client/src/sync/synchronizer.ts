import type { ClientStore } from '../data/store.ts';
import { toMicroChatError, type MicroChatError } from '../errors.ts';
import type { ClientFrame, Pull } from '../protocol/frames.ts';
import type { Requests } from '../requests.ts';
import type { Environment, Scheduled } from '../time.ts';
import type { SyncEngine } from './engine.ts';
import { SaveQueue } from './save-queue.ts';
import type { SyncAnnouncement, SyncEffect, SyncEvent, SyncTimer } from './sync-events.ts';

/** Messages that may wait for a slow store; past it the connection is dropped until they are stored. */
const waitingMessagesMax = 5_000;

export interface SynchronizerOptions {
  readonly engine: SyncEngine;
  readonly store: ClientStore;
  readonly requests: Requests;
  readonly environment: Environment;
  readonly send: (frame: ClientFrame) => void;
}

export interface SynchronizerOwner {
  /** Told in order, after what it speaks of is stored. */
  announced(announcement: SyncAnnouncement): Promise<void>;
  storeFailed(cause: unknown): void;
  storeBehind(): void;
  readFailed(conversationId: string, error: MicroChatError): void;
}

/** Carries out what the sync engine orders. */
export class Synchronizer {
  readonly #options: SynchronizerOptions;
  readonly #owner: SynchronizerOwner;
  readonly #saves: SaveQueue;
  readonly #timers = new Map<string, Scheduled>();
  #closed = false;

  constructor(options: SynchronizerOptions, owner: SynchronizerOwner) {
    this.#options = options;
    this.#owner = owner;
    const saveOwner = {
      saved: (receipt: Extract<SyncEvent, { type: 'saved' }>['receipt']) => this.dispatch({ type: 'saved', receipt }),
      announce: (announcement: SyncAnnouncement) => owner.announced(announcement),
      failed: (cause: unknown) => owner.storeFailed(cause),
      overflowed: () => owner.storeBehind(),
    };
    this.#saves = new SaveQueue(options.store, saveOwner, waitingMessagesMax);
  }

  dispatch(event: SyncEvent): void {
    if (this.#closed) return;
    for (const effect of this.#options.engine.handle(event)) this.#execute(effect);
  }

  /** Resolves when what was dispatched so far is stored and announced. */
  flushed(): Promise<void> {
    return this.#saves.flushed();
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  #execute(effect: SyncEffect): void {
    switch (effect.type) {
      case 'save':
      case 'announce':
        return this.#saves.push(effect);
      case 'pull':
        return void this.#pull(effect.pullId, effect.pull);
      case 'sync':
        return void this.#sync(effect.cursor, effect.limit);
      case 'read':
        return void this.#read(effect.conversationId, effect.index);
      case 'ack':
        return this.#options.send({ ack: { received: effect.received, positions: effect.positions } });
      case 'timer':
        return this.#setTimer(effect.timer, effect.delayMs);
    }
  }

  async #pull(pullId: number, pull: Pull): Promise<void> {
    try {
      const answer = await this.#options.requests.request({ pull });
      if (answer.kind === 'page') this.dispatch({ type: 'pageCame', pullId, pull, page: answer.page });
    } catch (cause) {
      const { retryable, retryAfterMs } = toMicroChatError(cause, 'PULL_FAILED');
      this.dispatch({ type: 'pullFailed', pullId, retryable, retryAfterMs });
    }
  }

  async #sync(cursor: string, limit: number): Promise<void> {
    try {
      const answer = await this.#options.requests.request({ sync: { cursor, limit } });
      if (answer.kind === 'changes') this.dispatch({ type: 'changesCame', changes: answer.changes });
    } catch (cause) {
      const { retryAfterMs } = toMicroChatError(cause, 'SYNC_FAILED');
      this.dispatch({ type: 'syncFailed', retryAfterMs });
    }
  }

  async #read(conversationId: string, index: number): Promise<void> {
    try {
      const answer = await this.#options.requests.request({ read: { conversationId, index } });
      if (answer.kind === 'receipt') this.dispatch({ type: 'readConfirmed', receipt: answer.receipt });
    } catch (cause) {
      const error = toMicroChatError(cause, 'READ_FAILED');
      this.dispatch({ type: 'readFailed', conversationId, retryable: error.retryable });
      if (!error.retryable) this.#owner.readFailed(conversationId, error);
    }
  }

  #setTimer(timer: SyncTimer, delayMs: number): void {
    const name = timer.name === 'pull' ? `pull ${timer.conversationId}` : timer.name;
    this.#timers.get(name)?.cancel();
    const fire = (): void => {
      this.#timers.delete(name);
      this.dispatch({ type: 'timerFired', timer });
    };
    this.#timers.set(name, this.#options.environment.after(delayMs, fire));
  }
}
