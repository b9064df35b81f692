import { Announcer } from './announcer.ts';
import type { ClientEvents, ClientOptions, SendOptions, Status } from './client-options.ts';
import { platformWebSocket } from './connection/web-socket.ts';
import { LongConnection, type LongConnectionOwner } from './connection/long-connection.ts';
import type { StopCause } from './connection/machine.ts';
import { stopError } from './connection/stop-error.ts';
import { byRecency, conversationView, type Conversation } from './conversation.ts';
import { MemoryStore } from './data/memory-store.ts';
import type { ClientStore } from './data/store.ts';
import { defer, type Deferred } from './deferred.ts';
import { Emitter, type Listener } from './emitter.ts';
import { MicroChatError, toMicroChatError } from './errors.ts';
import { readHistory, type HistoryPage } from './history.ts';
import { Outbox, type OutgoingMessage } from './outbox.ts';
import type {
  ClientFrame,
  Content,
  ConversationWish,
  Page,
  Pull,
  Recipient,
  RequestBody,
  Sent,
  ServerFrame,
  Welcome,
} from './protocol/frames.ts';
import { ReadWaiters } from './read-waiters.ts';
import { Requests } from './requests.ts';
import type { SyncBounds } from './sync/bounds.ts';
import { SyncEngine } from './sync/engine.ts';
import { Synchronizer } from './sync/synchronizer.ts';
import { systemEnvironment, type Environment } from './time.ts';

/**
 * A user's connection to MicroChat: sends, receives, keeps a local copy that converges to the server's log.
 *
 *     const client = new MicroChatClient({ url: 'ws://localhost:8081/v1/connect', token, deviceId: 'web-1' });
 *     client.on('message', (message) => console.log(message.senderId, message.content.text?.body));
 *     await client.connect();
 *     await client.send({ userId: 'bob' }, { text: { body: 'hi' } });
 */
export class MicroChatClient {
  readonly #environment: Environment;
  readonly #store: ClientStore;
  readonly #syncBounds: Partial<SyncBounds>;
  readonly #events: Emitter<ClientEvents>;
  readonly #connection: LongConnection;
  readonly #requests: Requests;
  readonly #outbox: Outbox;
  readonly #readWaiters = new ReadWaiters();
  #engine = new SyncEngine({ userId: '', cursor: '', conversations: [] });
  #synchronizer: Synchronizer | undefined;
  #connecting: Deferred<void> | undefined;
  #status: Status = { state: 'closed' };

  constructor(options: ClientOptions) {
    const WebSocket = options.WebSocket ?? platformWebSocket();
    if (WebSocket === undefined) {
      throw new MicroChatError('FAILED_PRECONDITION', 'NO_WEBSOCKET', 'Pass a WebSocket: this platform has none');
    }
    this.#environment = options.environment ?? systemEnvironment;
    this.#store = options.store ?? new MemoryStore();
    this.#syncBounds = options.sync ?? {};
    this.#events = new Emitter((error, name) => this.#reportListenerError(error, name));
    const { url, token, deviceId, platform = 'web' } = options;
    const environment = this.#environment;
    this.#connection = new LongConnection(
      { url, token, deviceId, platform, WebSocket, environment },
      this.#connectionOwner(),
    );
    this.#requests = new Requests(environment, options.requestTimeoutMs ?? 10_000, (frame) => this.#send(frame));
    this.#outbox = new Outbox({
      environment,
      attempt: (message) => this.#attempt(message),
      timeoutMs: options.sendTimeoutMs ?? 60_000,
      perRecipientMax: options.sendsPerRecipientMax ?? 1,
    });
  }

  /** The signed-in user; empty before the first connection of a new store. */
  get userId(): string {
    return this.#engine.userId;
  }

  get status(): Status {
    return this.#status;
  }

  /** Listens; the answer removes the listener again. */
  on<Name extends keyof ClientEvents>(name: Name, listener: Listener<ClientEvents[Name]>): () => void {
    return this.#events.on(name, listener);
  }

  /**
   * Connects and stays connected until `close`. Resolves when the conversation list is complete; rejects only when the
   * client stops for good, so an unreachable server means waiting (see the `status` event).
   */
  connect(): Promise<void> {
    if (this.#connecting === undefined) {
      this.#connecting = defer<void>();
      // Whoever called may not wait; the `status` event tells it too.
      this.#connecting.promise.catch(() => undefined);
      void this.#start();
    }
    return this.#connecting.promise;
  }

  /**
   * Resolves when the message is durable on the server, however often the connection breaks in between. Rejects with the
   * server's definitive answer, or DEADLINE_EXCEEDED/SEND_TIMEOUT: then it may have been stored, and sending it again
   * with the same `clientMessageId` is safe.
   */
  send(to: Recipient, content: Content, options: SendOptions = {}): Promise<Sent> {
    const clientMessageId = options.clientMessageId ?? this.#environment.newId();
    return this.#outbox.send({ to, clientMessageId, content });
  }

  /** Everything that is listed, pinned first, then most recent first; hidden ones only if asked for. */
  conversations(options: { hidden?: boolean } = {}): readonly Conversation[] {
    const { hidden = false } = options;
    return this.#engine
      .conversations()
      .flatMap((state) => conversationView(state) ?? [])
      .filter((conversation) => hidden || !conversation.hidden)
      .sort(byRecency);
  }

  conversation(conversationId: string): Conversation | undefined {
    const state = this.#engine.conversation(conversationId);
    return state === undefined ? undefined : conversationView(state);
  }

  /** History: the newest `limit` (default 50, at most 200) messages below `before` (default: from the head). */
  messages(conversationId: string, page: { before?: number; limit?: number } = {}): Promise<HistoryPage> {
    const source = {
      store: this.#store,
      state: (id: string) => this.#engine.conversation(id),
      pull: (pull: Pull) => this.#pull(pull),
      keep: (pull: Pull, answer: Page) => this.#keep(pull, answer),
    };
    return readHistory(source, conversationId, page.before ?? 0, page.limit ?? 50);
  }

  /**
   * The user has read through `index` (default: everything). Counts here at once; resolves when the server knows, which is
   * tried again on every connection. Rejects when the server refuses, or the conversation is unknown here.
   */
  markRead(conversationId: string, index?: number): Promise<void> {
    const state = this.#engine.conversation(conversationId);
    if (state === undefined || this.#synchronizer === undefined) {
      return Promise.reject(new MicroChatError('NOT_FOUND', 'CONVERSATION_NOT_FOUND', 'No such conversation here'));
    }
    const target = Math.min(index ?? state.head, state.head);
    this.#synchronizer.dispatch({ type: 'readHere', conversationId, index: target });
    if ((this.#engine.conversation(conversationId)?.confirmedReadIndex ?? 0) >= target) return Promise.resolve();
    return this.#readWaiters.wait(conversationId, target);
  }

  /**
   * Mutes, pins, hides or marks a conversation, or keeps a draft, for this user on all of its devices. Rejects with the
   * server's answer, or UNAVAILABLE/OFFLINE without a connection: nothing is kept for later.
   */
  updateConversation(conversationId: string, wish: ConversationWish): Promise<void> {
    return this.#changeList({ updateConversation: { conversationId, ...wish } });
  }

  /** Hides everything through `index` (default: all that there is) from this user, on all devices, for good. */
  clearHistory(conversationId: string, index = 0): Promise<void> {
    return this.#changeList({ clearHistory: { conversationId, throughIndex: index } });
  }

  /** Hides 1 to 100 messages from this user, on all devices, for good. */
  deleteMessages(conversationId: string, indexes: readonly number[]): Promise<void> {
    return this.#changeList({ deleteMessages: { conversationId, indexes } });
  }

  /** The page became visible or the network came back: checks the connection, or reconnects, now. */
  wake(): void {
    this.#connection.wake();
  }

  /** Resolves when what was received is stored. Pending sends are rejected with CANCELLED/CLOSED. */
  async close(): Promise<void> {
    this.#connection.close();
    await this.#synchronizer?.flushed();
    this.#synchronizer?.close();
  }

  async #start(): Promise<void> {
    try {
      this.#engine = new SyncEngine(await this.#store.load(), this.#syncBounds);
    } catch (cause) {
      return this.#stop(toMicroChatError(cause, 'STORE_FAILED'));
    }
    const announcer = new Announcer({
      store: this.#store,
      events: this.#events,
      conversation: (conversationId) => this.conversation(conversationId),
      conversationChanged: () => this.#settleReads(),
      listed: () => this.#connecting?.resolve(undefined),
    });
    this.#synchronizer = new Synchronizer(
      {
        engine: this.#engine,
        store: this.#store,
        requests: this.#requests,
        environment: this.#environment,
        send: (frame) => this.#send(frame),
      },
      {
        announced: (announcement) => announcer.announce(announcement),
        storeFailed: (cause) => this.#stop(toMicroChatError(cause, 'STORE_FAILED')),
        storeBehind: () => this.#connection.drop(),
        readFailed: (conversationId, error) => this.#readWaiters.reject(conversationId, error),
      },
    );
    this.#connection.connect();
  }

  #connectionOwner(): LongConnectionOwner {
    return {
      cursor: () => this.#engine.cursor,
      connecting: () => this.#setStatus({ state: 'connecting' }),
      welcomed: (welcome) => this.#welcome(welcome),
      frameCame: (frame) => this.#receive(frame),
      lost: () => this.#lost(),
      waits: (retryInMs) => this.#setStatus({ state: 'offline', retryInMs }),
      stopped: (cause) => this.#stopped(cause),
      failed: (error) => this.#events.emit('error', error),
    };
  }

  #send(frame: ClientFrame): void {
    this.#connection.send(frame);
  }

  #welcome(welcome: Welcome): void {
    const { userId, changes } = welcome;
    if (this.#engine.userId !== '' && this.#engine.userId !== userId) {
      const text = `The local store belongs to another user than the token`;
      return this.#stop(new MicroChatError('FAILED_PRECONDITION', 'STORE_OF_ANOTHER_USER', text));
    }
    this.#requests.connected();
    this.#synchronizer?.dispatch({ type: 'welcomed', userId, changes });
    this.#setStatus({ state: 'online' });
    this.#outbox.connected();
  }

  #receive(frame: ServerFrame): void {
    if (frame.kind === 'notify') this.#synchronizer?.dispatch({ type: 'notified', notify: frame.notify });
    else if (frame.kind === 'pong') this.#synchronizer?.dispatch({ type: 'ponged', pong: frame.pong });
    else if (frame.kind === 'error' && frame.id === 0)
      this.#events.emit('error', MicroChatError.fromFrame(frame.error));
    else this.#requests.answered(frame);
  }

  #lost(): void {
    this.#outbox.disconnected();
    this.#synchronizer?.dispatch({ type: 'disconnected' });
    this.#requests.disconnected();
  }

  async #attempt(message: OutgoingMessage): Promise<Sent> {
    const answer = await this.#requests.request({ send: message });
    if (answer.kind !== 'sent') throw new MicroChatError('INTERNAL', 'WRONG_ANSWER', 'Not an answer to a send');
    const { conversationId, messageId, index, previousMessageId } = answer.sent;
    const { to, clientMessageId, content } = message;
    const stored = { messageId, conversationId, index, previousMessageId, clientMessageId, content };
    this.#synchronizer?.dispatch({ type: 'sent', message: { ...stored, senderId: this.#engine.userId }, to });
    return answer.sent;
  }

  async #pull(pull: Pull): Promise<Page> {
    const answer = await this.#requests.request({ pull });
    if (answer.kind !== 'page') throw new MicroChatError('INTERNAL', 'WRONG_ANSWER', 'Not an answer to a pull');
    return answer.page;
  }

  /** Resolves when what the server answered is stored here. */
  async #changeList(body: RequestBody): Promise<void> {
    const answer = await this.#requests.request(body);
    if (answer.kind !== 'conversation') throw new MicroChatError('INTERNAL', 'WRONG_ANSWER', 'Not a conversation');
    this.#synchronizer?.dispatch({ type: 'entryCame', entry: answer.conversation });
    await this.#synchronizer?.flushed();
  }

  async #keep(pull: Pull, page: Page): Promise<void> {
    this.#synchronizer?.dispatch({ type: 'historyCame', pull, page });
    await this.#synchronizer?.flushed();
  }

  #settleReads(): void {
    this.#readWaiters.settle((conversationId) => this.#engine.conversation(conversationId)?.confirmedReadIndex ?? 0);
  }

  #stopped(cause: StopCause): void {
    if (cause === 'CLOSED') {
      this.#finish(new MicroChatError('CANCELLED', 'CLOSED', 'The client was closed'));
      // A stop because of the store has been told already.
      if (this.#status.state !== 'stopped') this.#setStatus({ state: 'closed' });
      return;
    }
    this.#stop(stopError(cause));
  }

  #stop(error: MicroChatError): void {
    if (this.#status.state === 'stopped') return;
    this.#setStatus({ state: 'stopped', error });
    this.#finish(error);
    this.#connection.close();
    this.#events.emit('error', error);
  }

  #finish(error: MicroChatError): void {
    this.#requests.disconnected();
    this.#outbox.close(error);
    this.#readWaiters.rejectAll(error);
    this.#connecting?.reject(error);
  }

  #setStatus(status: Status): void {
    this.#status = status;
    this.#events.emit('status', status);
  }

  #reportListenerError(cause: unknown, name: keyof ClientEvents): void {
    // A failing error listener has nobody left to report to.
    if (name !== 'error') this.#events.emit('error', toMicroChatError(cause, 'LISTENER_FAILED'));
  }
}
