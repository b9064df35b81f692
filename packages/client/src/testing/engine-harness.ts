import type { StoreBatch, StoredConversation, StoredState } from '../data/store.ts';
import { decodeServerFrame } from '../protocol/decode.ts';
import type { ClientFrame, Message, ServerFrame } from '../protocol/frames.ts';
import type { SyncBounds } from '../sync/bounds.ts';
import { SyncEngine } from '../sync/engine.ts';
import type { SaveReceipt, SyncAnnouncement, SyncEffect, SyncEvent, SyncTimer } from '../sync/sync-events.ts';
import type { FakeConnection, FakeServer } from './fake-server.ts';

type PendingStep =
  | { readonly type: 'save'; readonly batch: StoreBatch; readonly receipt: SaveReceipt }
  | { readonly type: 'announce'; readonly announcement: SyncAnnouncement };

type RequestEffect = Extract<SyncEffect, { type: 'pull' | 'sync' | 'read' }>;

/**
 * A sync engine against a fake server, where nothing happens by itself: frames, saves, timers and failures take place when
 * the test says so, in any order. What was saved survives a crash, nothing else does.
 */
export class EngineHarness {
  engine: SyncEngine;
  readonly announced: SyncAnnouncement[] = [];
  readonly storedMessages = new Map<string, Map<number, Message>>();
  storedCursor = '';
  /** What broke a rule, if anything. */
  readonly violations: string[] = [];
  /** How often each thing was done: a path that was never taken proves nothing. */
  readonly counts = new Map<string, number>();
  readonly #server: FakeServer;
  readonly #userId: string;
  readonly #bounds: Partial<SyncBounds>;
  readonly #storedConversations = new Map<string, StoredConversation>();
  #connection: FakeConnection | undefined;
  #inbound: string[] = [];
  #pending: PendingStep[] = [];
  #timers = new Map<string, SyncTimer>();
  #requests = new Map<number, RequestEffect>();
  #nextId = 2;
  #storedFrames = 0;

  constructor(server: FakeServer, userId: string, bounds: Partial<SyncBounds>) {
    this.#server = server;
    this.#userId = userId;
    this.#bounds = bounds;
    this.engine = new SyncEngine(this.stored(), bounds);
  }

  get isConnected(): boolean {
    return this.#connection !== undefined;
  }

  get hasWork(): boolean {
    return this.#inbound.length > 0 || this.#pending.length > 0 || this.#timers.size > 0;
  }

  stored(): StoredState {
    const conversations = [...this.#storedConversations.values()];
    return { userId: this.storedCursor === '' ? '' : this.#userId, cursor: this.storedCursor, conversations };
  }

  connect(): void {
    if (this.#connection !== undefined) return;
    this.#storedFrames = 0;
    this.#connection = this.#server.connect(
      (frame) => this.#inbound.push(JSON.stringify(frame)),
      (code) => {
        // A server that restarts says so; everything else is the client's fault.
        if (code !== 1012) this.violations.push(`the server closed with ${code}`);
        this.disconnect();
      },
    );
    const hello = { token: `token-${this.#userId}`, deviceId: 'd', platform: 'test', cursor: this.engine.cursor };
    this.#connection.receive({ id: 1, hello });
  }

  /** The connection breaks; frames under way are lost. */
  disconnect(): void {
    if (this.#connection === undefined) return;
    this.#connection.gone();
    this.#connection = undefined;
    this.#inbound = [];
    const lost = [...this.#requests.values()];
    this.#requests.clear();
    this.handle({ type: 'disconnected' });
    for (const request of lost) this.#fail(request, true);
  }

  /** The process dies and starts again from what was saved. */
  crash(): void {
    this.#connection?.gone();
    this.#connection = undefined;
    this.#inbound = [];
    this.#pending = [];
    this.#timers.clear();
    this.#requests.clear();
    this.engine = new SyncEngine(structuredClone(this.stored()), this.#bounds);
  }

  deliver(): void {
    const text = this.#inbound.shift();
    const frame = text === undefined ? undefined : decodeServerFrame(text);
    if (frame !== undefined) this.#receive(frame);
  }

  /** One step of the store: a save, or an announcement that waited for one. */
  advanceStore(): void {
    const step = this.#pending.shift();
    if (step?.type === 'announce') {
      this.#count(step.announcement.type);
      this.announced.push(step.announcement);
    } else if (step !== undefined) this.#save(step.batch, step.receipt);
  }

  fireTimer(): void {
    const [name] = this.#timers.keys();
    const timer = name === undefined ? undefined : this.#timers.get(name);
    if (name === undefined || timer === undefined) return;
    this.#timers.delete(name);
    this.handle({ type: 'timerFired', timer });
  }

  /** The oldest request under way fails. */
  failRequest(): void {
    const [id] = this.#requests.keys();
    if (id !== undefined) this.#failById(id, true);
  }

  /** The oldest pull under way is answered that this user has no right to it. */
  refusePull(): void {
    const pull = [...this.#requests].find(([, request]) => request.type === 'pull');
    if (pull !== undefined) this.#failById(pull[0], false);
  }

  ping(): void {
    this.#connection?.receive({ ping: { cursor: this.engine.cursor } });
  }

  handle(event: SyncEvent): void {
    for (const effect of this.engine.handle(event)) this.#execute(effect);
  }

  #receive(frame: ServerFrame): void {
    switch (frame.kind) {
      case 'welcome':
        if (frame.welcome.changes.reset) this.#count('reset');
        return this.handle({ type: 'welcomed', userId: frame.welcome.userId, changes: frame.welcome.changes });
      case 'notify':
        return this.handle({ type: 'notified', notify: frame.notify });
      case 'pong':
        return this.handle({ type: 'ponged', pong: frame.pong });
      default:
        return this.#answered(frame);
    }
  }

  #answered(frame: Extract<ServerFrame, { id: number }>): void {
    const request = this.#requests.get(frame.id);
    // Failed earlier on purpose: its answer comes too late.
    if (request === undefined) return;
    this.#requests.delete(frame.id);
    if (frame.kind === 'changes' && frame.changes.reset) this.#count('reset');
    if (frame.kind === 'changes') this.handle({ type: 'changesCame', changes: frame.changes });
    else if (frame.kind === 'receipt') this.handle({ type: 'readConfirmed', receipt: frame.receipt });
    else if (frame.kind === 'error') this.#fail(request, false);
    else if (frame.kind === 'page' && request.type === 'pull') {
      this.handle({ type: 'pageCame', pullId: request.pullId, pull: request.pull, page: frame.page });
    }
  }

  #failById(id: number, retryable: boolean): void {
    const request = this.#requests.get(id);
    this.#requests.delete(id);
    if (request === undefined) return;
    this.#count(retryable ? 'failed request' : 'refused pull');
    this.#fail(request, retryable);
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  #fail(request: RequestEffect, retryable: boolean): void {
    if (request.type === 'sync') this.handle({ type: 'syncFailed', retryAfterMs: 0 });
    else if (request.type === 'read') {
      this.handle({ type: 'readFailed', conversationId: request.conversationId, retryable });
    } else this.handle({ type: 'pullFailed', pullId: request.pullId, retryable, retryAfterMs: 0 });
  }

  #execute(effect: SyncEffect): void {
    this.#count(effect.type === 'timer' ? `${effect.timer.name} timer` : effect.type);
    switch (effect.type) {
      case 'save':
      case 'announce':
        this.#pending.push(effect);
        return;
      case 'timer':
        this.#timers.set(
          `${effect.timer.name} ${'conversationId' in effect.timer ? effect.timer.conversationId : ''}`,
          effect.timer,
        );
        return;
      case 'ack':
        if (effect.received > this.#storedFrames) this.violations.push('acknowledged before it was stored');
        return this.#send({ ack: { received: effect.received, positions: effect.positions } });
      case 'pull':
        return this.#request(effect, (id) => ({ id, pull: effect.pull }));
      case 'sync':
        return this.#request(effect, (id) => ({ id, sync: { cursor: effect.cursor, limit: effect.limit } }));
      case 'read':
        return this.#request(effect, (id) => ({
          id,
          read: { conversationId: effect.conversationId, index: effect.index },
        }));
    }
  }

  #request(effect: RequestEffect, frame: (id: number) => ClientFrame): void {
    const id = this.#nextId;
    this.#nextId += 1;
    if (this.#connection === undefined) this.violations.push(`${effect.type} without a connection`);
    this.#requests.set(id, effect);
    this.#send(frame(id));
  }

  #send(frame: ClientFrame): void {
    this.#connection?.receive(frame);
  }

  #save(batch: StoreBatch, receipt: SaveReceipt): void {
    this.storedCursor = batch.cursor;
    const { conversations, messages, forget, remove = [] } = structuredClone(batch);
    for (const conversation of conversations) this.#storedConversations.set(conversation.conversationId, conversation);
    for (const { conversationId, throughIndex } of forget) {
      this.#count('forget');
      const stored = this.storedMessages.get(conversationId);
      for (const index of [...(stored?.keys() ?? [])]) if (index <= throughIndex) stored?.delete(index);
    }
    for (const { conversationId, fromIndex, toIndex } of remove) {
      this.#count('remove');
      const stored = this.storedMessages.get(conversationId);
      for (let index = fromIndex; index <= toIndex; index += 1) stored?.delete(index);
    }
    for (const message of messages) {
      const stored = this.storedMessages.get(message.conversationId) ?? new Map<number, Message>();
      this.storedMessages.set(message.conversationId, stored);
      stored.set(message.index, message);
    }
    this.#storedFrames += receipt.frames;
    this.handle({ type: 'saved', receipt });
  }
}
