import type {
  Changes,
  ClientFrame,
  Content,
  ConversationWish,
  ConversationEntry,
  Message,
  Page,
  Pull,
  ReadReceipt,
  Recipient,
} from '../protocol/frames.ts';

interface FakeConversation {
  readonly conversationId: string;
  readonly groupId: string;
  readonly members: string[];
  readonly log: Message[];
  readonly readIndex: Map<string, number>;
  /** Indexes that nobody may see any more. */
  readonly hidden: Set<number>;
  readonly own: Map<string, OwnAttributes>;
}

/** What one user wants of a conversation. */
interface OwnAttributes {
  wish: ConversationWish;
  hiddenThrough: number;
  clearedThrough: number;
  readonly deleted: Set<number>;
  version: number;
}

interface FakeUser {
  version: number;
  /** Conversation -> version of its last change. */
  readonly changes: Map<string, number>;
  /** Version of the last change that no head shows: somebody read. */
  readVersion: number;
}

/** What the fake server sends, as it goes over the wire. */
export type WireFrame = Record<string, unknown>;

/**
 * A server of protocol v1 in a few lines, everything in memory and synchronous: for tests of the SDK without the product.
 * Users are whoever a token names (`token-alice`).
 */
export class FakeServer {
  heartbeatMs = 25_000;
  /** A cursor of another epoch is answered by a reset. */
  epoch = 1;
  /** Entries in a welcome. */
  welcomeLimit = 100;
  readonly conversations = new Map<string, FakeConversation>();
  readonly connections = new Set<FakeConnection>();
  /** Answers a request instead of the server, when it returns a frame; `'drop'` swallows it. */
  intercept: (frame: ClientFrame, connection: FakeConnection) => WireFrame | 'drop' | undefined = () => undefined;
  /** Notify frames to swallow before the next one is delivered. */
  losePushes = 0;
  readonly #users = new Map<string, FakeUser>();
  #nextMessageId = 1_000;
  #nextConnectionId = 1;

  connect(deliver: (frame: WireFrame) => void, close: (code: number, reason: string) => void): FakeConnection {
    const connection = new FakeConnection(this, String(this.#nextConnectionId), deliver, close);
    this.#nextConnectionId += 1;
    this.connections.add(connection);
    return connection;
  }

  group(groupId: string, members: readonly string[]): FakeConversation {
    return this.#create(`g~${groupId}`, groupId, members);
  }

  single(userId: string, peerId: string): FakeConversation {
    const [first, second] = userId < peerId ? [userId, peerId] : [peerId, userId];
    const conversationId = `s~${first}~${second}`;
    return this.conversations.get(conversationId) ?? this.#create(conversationId, '', [userId, peerId]);
  }

  /** Stores a message and pushes it to everybody's connections but the sender's own. */
  append(
    conversation: FakeConversation,
    senderId: string,
    content: Content,
    clientMessageId = `c-${this.#nextMessageId}`,
    from?: FakeConnection,
  ): Message {
    const message: Message = {
      messageId: String(this.#nextMessageId),
      conversationId: conversation.conversationId,
      index: conversation.log.length + 1,
      previousMessageId: conversation.log.at(-1)?.messageId ?? '0',
      senderId,
      clientMessageId,
      content,
    };
    this.#nextMessageId += 1;
    conversation.log.push(message);
    for (const member of conversation.members) this.#touch(member, conversation.conversationId);
    this.#push(conversation, { messages: [message] }, from);
    return message;
  }

  read(conversation: FakeConversation, userId: string, index: number, from?: FakeConnection): void {
    const before = conversation.readIndex.get(userId) ?? 0;
    const readIndex = Math.min(Math.max(index, before), conversation.log.length);
    conversation.readIndex.set(userId, readIndex);
    for (const member of conversation.members) {
      this.#touch(member, conversation.conversationId);
      const user = this.#user(member);
      user.readVersion = user.version;
    }
    const receipt: ReadReceipt = { conversationId: conversation.conversationId, userId, readIndex };
    this.#push(conversation, { receipts: [receipt] }, from);
  }

  /** Goes back to how long each conversation was, as after the restore of a backup: later messages get other ids. */
  restore(lengths: ReadonlyMap<string, number>): void {
    this.epoch += 1;
    for (const connection of this.connections) connection.close(1012);
    for (const conversation of this.conversations.values()) {
      const { conversationId, log, readIndex, hidden } = conversation;
      log.splice(lengths.get(conversationId) ?? 0);
      for (const [userId, index] of readIndex) readIndex.set(userId, Math.min(index, log.length));
      for (const index of hidden) if (index > log.length) hidden.delete(index);
      for (const own of conversation.own.values()) {
        own.clearedThrough = Math.min(own.clearedThrough, log.length);
        for (const index of own.deleted) if (index > log.length) own.deleted.delete(index);
      }
    }
    for (const user of this.#users.values()) {
      for (const conversationId of user.changes.keys()) {
        if (this.conversations.get(conversationId)?.log.length === 0) user.changes.delete(conversationId);
      }
    }
  }

  resolve(to: Recipient, userId: string): FakeConversation | undefined {
    if ('userId' in to) return this.single(userId, to.userId);
    const id = 'groupId' in to ? `g~${to.groupId}` : to.conversationId;
    const conversation = this.conversations.get(id);
    return conversation?.members.includes(userId) === true ? conversation : undefined;
  }

  changesOf(userId: string, cursor: string, limit: number): Changes {
    const user = this.#user(userId);
    const [epoch = 0, version = 0] = cursor === '' ? [this.epoch, 0] : cursor.split('.').map(Number);
    const since = epoch === this.epoch ? version : 0;
    const changed = [...user.changes].filter(([, at]) => at > since).sort((left, right) => left[1] - right[1]);
    const page = changed.slice(0, limit);
    const hasMore = changed.length > page.length;
    const next = hasMore ? (page.at(-1)?.[1] ?? user.version) : user.version;
    return {
      conversations: page.map(([conversationId]) => this.#entry(conversationId, userId)),
      cursor: `${this.epoch}.${next}`,
      hasMore,
      reset: epoch !== this.epoch,
    };
  }

  /** Heads alone tell everything that changed since the cursor. */
  headsSuffice(userId: string, cursor: string): boolean {
    const [epoch, version = 0] = cursor.split('.').map(Number);
    return epoch === this.epoch && this.#user(userId).readVersion <= version;
  }

  unread(conversation: FakeConversation, userId: string): number {
    const ownLast = conversation.log.findLast((message) => message.senderId === userId)?.index ?? 0;
    const { clearedThrough } = this.own(conversation, userId);
    const after = Math.max(ownLast, clearedThrough, conversation.readIndex.get(userId) ?? 0);
    return conversation.log.filter((message) => message.index > after && message.content.membership === undefined)
      .length;
  }

  own(conversation: FakeConversation, userId: string): OwnAttributes {
    const nothing = { wish: {}, hiddenThrough: 0, clearedThrough: 0, deleted: new Set<number>(), version: 0 };
    const own = conversation.own.get(userId) ?? nothing;
    conversation.own.set(userId, own);
    return own;
  }

  /** The user sees neither what lies below its clearing nor what it has deleted. */
  isShown(conversation: FakeConversation, userId: string, index: number): boolean {
    const { clearedThrough, deleted } = this.own(conversation, userId);
    return index > clearedThrough && !deleted.has(index) && !conversation.hidden.has(index);
  }

  /** A change of the own list: all of the user's connections get the entry. */
  change(conversation: FakeConversation, userId: string, change: (own: OwnAttributes) => void): ConversationEntry {
    const own = this.own(conversation, userId);
    change(own);
    this.#touch(userId, conversation.conversationId);
    const user = this.#user(userId);
    user.readVersion = user.version;
    own.version = user.version;
    const entry = this.#entry(conversation.conversationId, userId);
    for (const connection of this.connections) {
      if (connection.userId !== userId) continue;
      if (this.losePushes > 0) this.losePushes -= 1;
      else connection.notify({ conversations: [entry] });
    }
    return entry;
  }

  page(conversation: FakeConversation, userId: string, pull: Pull): Page {
    const limit = Math.min(pull.limit || 50, 200);
    const before = pull.beforeIndex === 0 ? conversation.log.length + 1 : pull.beforeIndex;
    const inRange = conversation.log.filter((message) => message.index > pull.afterIndex && message.index < before);
    const newestFirst = inRange.reverse();
    const taken = newestFirst.slice(0, limit);
    const fromIndex = taken.at(-1)?.index ?? 0;
    return {
      messages: taken.filter(({ index }) => this.isShown(conversation, userId, index)),
      covers: { fromIndex, toIndex: taken[0]?.index ?? 0 },
      hasMore: newestFirst.length > taken.length,
    };
  }

  #create(conversationId: string, groupId: string, members: readonly string[]): FakeConversation {
    const conversation: FakeConversation = {
      conversationId,
      groupId,
      members: [...new Set(members)],
      log: [],
      readIndex: new Map(),
      hidden: new Set(),
      own: new Map(),
    };
    this.conversations.set(conversationId, conversation);
    return conversation;
  }

  #entry(conversationId: string, userId: string): ConversationEntry {
    const conversation = this.conversations.get(conversationId);
    if (conversation === undefined) throw new Error(`no conversation ${conversationId}`);
    const { groupId, members, log, readIndex } = conversation;
    const head = log.at(-1);
    const peerId = members.find((member) => member !== userId) ?? userId;
    const { wish, hiddenThrough, clearedThrough, deleted, version } = this.own(conversation, userId);
    return {
      conversationId,
      type: groupId === '' ? 'SINGLE' : 'GROUP',
      ...(groupId === '' ? { peerId } : { groupId }),
      head: {
        index: head?.index ?? 0,
        messageId: head?.messageId ?? '0',
        previousMessageId: head?.previousMessageId ?? '0',
      },
      readIndex: readIndex.get(userId) ?? 0,
      peerReadIndex: groupId === '' ? (readIndex.get(peerId) ?? 0) : 0,
      unread: this.unread(conversation, userId),
      muted: wish.muted ?? false,
      pinned: wish.pinned ?? false,
      left: false,
      hiddenThrough,
      markedUnread: wish.markedUnread ?? false,
      draft: wish.draft ?? '',
      clearedThrough,
      deleted: [...deleted]
        .filter((index) => index > clearedThrough)
        .sort((left, right) => left - right)
        .map((index) => ({ fromIndex: index, toIndex: index })),
      attributesVersion: version,
    };
  }

  #push(conversation: FakeConversation, notify: WireFrame, from: FakeConnection | undefined): void {
    for (const connection of this.connections) {
      if (connection === from || !conversation.members.includes(connection.userId)) continue;
      if (this.losePushes > 0) this.losePushes -= 1;
      else connection.notify(notify);
    }
  }

  #touch(userId: string, conversationId: string): void {
    const user = this.#user(userId);
    user.version += 1;
    user.changes.set(conversationId, user.version);
  }

  #user(userId: string): FakeUser {
    const user = this.#users.get(userId) ?? { version: 0, changes: new Map(), readVersion: 0 };
    this.#users.set(userId, user);
    return user;
  }
}

/** The server's end of one connection. */
export class FakeConnection {
  userId = '';
  notified = 0;
  /** The newest ack. */
  received = 0;
  readonly positions: { conversationId: string; index: number }[] = [];
  /** Everything that the client sent. */
  readonly frames: ClientFrame[] = [];
  readonly #server: FakeServer;
  readonly #id: string;
  readonly #deliver: (frame: WireFrame) => void;
  readonly #close: (code: number, reason: string) => void;

  constructor(
    server: FakeServer,
    id: string,
    deliver: (frame: WireFrame) => void,
    close: (code: number, reason: string) => void,
  ) {
    this.#server = server;
    this.#id = id;
    this.#deliver = deliver;
    this.#close = close;
  }

  notify(notify: WireFrame): void {
    if (this.userId === '') return;
    this.notified += 1;
    this.#deliver({ notify });
  }

  /** Sends any frame. */
  deliver(frame: WireFrame): void {
    this.#deliver(frame);
  }

  /** The server ends the connection. */
  close(code: number, reason = ''): void {
    this.gone();
    this.#close(code, reason);
  }

  /** The connection broke, or the client ended it. */
  gone(): void {
    this.#server.connections.delete(this);
  }

  receive(frame: ClientFrame): void {
    this.frames.push(frame);
    const answer = this.#server.intercept(frame, this) ?? this.#answer(frame);
    if (answer !== 'drop' && answer !== undefined) this.#deliver('id' in frame ? { id: frame.id, ...answer } : answer);
  }

  #answer(frame: ClientFrame): WireFrame | undefined {
    if ('hello' in frame) return this.#welcome(frame.hello.token, frame.hello.cursor);
    if ('send' in frame) return this.#send(frame.send.to, frame.send.clientMessageId, frame.send.content);
    if ('pull' in frame) return this.#pull(frame.pull);
    if ('sync' in frame) return { changes: this.#server.changesOf(this.userId, frame.sync.cursor, frame.sync.limit) };
    if ('read' in frame) return this.#read(frame.read.conversationId, frame.read.index);
    if ('ping' in frame) return { pong: this.#pong(frame.ping.cursor) };
    if ('updateConversation' in frame) return this.#update(frame.updateConversation);
    if ('clearHistory' in frame) return this.#clear(frame.clearHistory.conversationId, frame.clearHistory.throughIndex);
    if ('deleteMessages' in frame) return this.#delete(frame.deleteMessages);
    return this.#ack(frame.ack);
  }

  #welcome(token: string, cursor: string): WireFrame | undefined {
    const [kind, userId = ''] = token.split('-');
    if ((kind !== 'token' && kind !== 'ticket') || userId === '') {
      this.close(4001);
      return undefined;
    }
    this.userId = userId;
    const changes = this.#server.changesOf(userId, cursor, this.#server.welcomeLimit);
    const { heartbeatMs } = this.#server;
    return { welcome: { userId, connectionId: this.#id, ticket: `ticket-${userId}`, heartbeatMs, changes } };
  }

  #send(to: Recipient, clientMessageId: string, content: Content): WireFrame {
    const conversation = this.#server.resolve(to, this.userId);
    if (conversation === undefined) return notFound;
    const earlier = conversation.log.find(
      (message) => message.senderId === this.userId && message.clientMessageId === clientMessageId,
    );
    const message = earlier ?? this.#server.append(conversation, this.userId, content, clientMessageId, this);
    const { conversationId, messageId, index, previousMessageId } = message;
    return { sent: { conversationId, messageId, index, previousMessageId, duplicate: earlier !== undefined } };
  }

  #pull(pull: Pull): WireFrame {
    const conversation = this.#server.resolve({ conversationId: pull.conversationId }, this.userId);
    return conversation === undefined ? notFound : { page: this.#server.page(conversation, this.userId, pull) };
  }

  #read(conversationId: string, index: number): WireFrame {
    const conversation = this.#server.resolve({ conversationId }, this.userId);
    if (conversation === undefined) return notFound;
    this.#server.read(conversation, this.userId, index, this);
    const readIndex = conversation.readIndex.get(this.userId) ?? 0;
    const peerId = conversation.members.find((member) => member !== this.userId) ?? this.userId;
    const peerReadIndex = conversation.readIndex.get(peerId) ?? 0;
    const unread = this.#server.unread(conversation, this.userId);
    return { receipt: { conversationId, readIndex, peerReadIndex, unread } };
  }

  #update({ conversationId, hidden, ...wish }: ConversationWish & { conversationId: string }): WireFrame {
    return this.#change(conversationId, (own, head) => {
      own.wish = { ...own.wish, ...wish };
      if (hidden !== undefined) own.hiddenThrough = hidden ? head : 0;
    });
  }

  #clear(conversationId: string, throughIndex: number): WireFrame {
    return this.#change(conversationId, (own, head) => {
      own.clearedThrough = Math.max(own.clearedThrough, Math.min(throughIndex || head, head));
    });
  }

  #delete({ conversationId, indexes }: { conversationId: string; indexes: readonly number[] }): WireFrame {
    return this.#change(conversationId, (own) => {
      for (const index of indexes) own.deleted.add(index);
    });
  }

  #change(conversationId: string, change: (own: OwnAttributes, head: number) => void): WireFrame {
    const conversation = this.#server.resolve({ conversationId }, this.userId);
    if (conversation === undefined) return notFound;
    const head = conversation.log.length;
    return { conversation: this.#server.change(conversation, this.userId, (own) => change(own, head)) };
  }

  #pong(cursor: string): WireFrame {
    const changes = this.#server.changesOf(this.userId, cursor, 100);
    const heads = changes.conversations.map(({ conversationId, head }) => ({ conversationId, index: head.index }));
    if (changes.hasMore || !this.#server.headsSuffice(this.userId, cursor)) return { heads, cursor, hasMore: true };
    return { heads, cursor: changes.cursor, hasMore: false };
  }

  #ack(ack: { received: number; positions: readonly { conversationId: string; index: number }[] }): undefined {
    if (ack.received > this.notified) return this.close(4004) as undefined;
    this.received = ack.received;
    this.positions.push(...ack.positions);
    return undefined;
  }
}

const notFound: WireFrame = {
  error: { code: 'NOT_FOUND', reason: 'CONVERSATION_NOT_FOUND', message: 'no such conversation' },
};
