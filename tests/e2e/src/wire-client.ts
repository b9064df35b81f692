import { once } from 'node:events';
import { decodeServerFrame, encodeClientFrame } from '@microchat/protocol/frames';
import WebSocket from 'ws';
import { rest, tokenOf } from './rest.ts';
import type { RunningServer } from './server.ts';

// The wire as the documentation shows it. Written here anew, not taken from the SDK: two readings of the protocol.
export interface WireMessage {
  readonly messageId: string;
  readonly conversationId: string;
  readonly index: number;
  readonly previousMessageId: string;
  readonly senderId: string;
  readonly clientMessageId: string;
  readonly content: { text?: { body: string }; membership?: { addedUserIds: string[]; removedUserIds: string[] } };
}
export interface WireConversation {
  readonly conversationId: string;
  readonly type: 'SINGLE' | 'GROUP';
  readonly peerId?: string;
  readonly groupId?: string;
  readonly head: { readonly index: number; readonly messageId: string; readonly previousMessageId: string };
  readonly readIndex: number;
  readonly peerReadIndex: number;
  readonly unread: number;
  readonly muted: boolean;
  readonly pinned: boolean;
  readonly left?: boolean;
  readonly hidden: boolean;
  readonly markedUnread: boolean;
  readonly draft: string;
  readonly clearedThrough: number;
  readonly deleted: { readonly fromIndex: number; readonly toIndex: number }[];
  readonly attributesVersion: number;
}
export interface WireChanges {
  readonly conversations: WireConversation[];
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly reset: boolean;
}
export interface WireNotify {
  readonly messages: WireMessage[];
  readonly receipts: { conversationId: string; userId: string; readIndex: number }[];
  readonly conversations: WireConversation[];
}
export interface WireSent {
  readonly conversationId: string;
  readonly messageId: string;
  readonly index: number;
  readonly previousMessageId: string;
  readonly duplicate: boolean;
}
export interface WirePage {
  readonly messages: WireMessage[];
  readonly covers: { readonly fromIndex: number; readonly toIndex: number };
  readonly hasMore: boolean;
}
export interface WireReceipt {
  readonly conversationId: string;
  readonly readIndex: number;
  readonly peerReadIndex: number;
  readonly unread: number;
}
export interface WirePong {
  readonly heads: { readonly conversationId: string; readonly index: number }[];
  readonly cursor: string;
  readonly hasMore: boolean;
}
export interface WireError {
  readonly code: string;
  readonly reason: string;
  readonly message: string;
  readonly field: string;
  readonly retryAfterMs: number;
}
interface WireFrame {
  readonly id?: number;
  readonly welcome?: {
    userId: string;
    connectionId: string;
    ticket: string;
    heartbeatMs: number;
    changes: WireChanges;
  };
  readonly sent?: WireSent;
  readonly notify?: WireNotify;
  readonly page?: WirePage;
  readonly changes?: WireChanges;
  readonly receipt?: WireReceipt;
  readonly conversation?: WireConversation;
  readonly pong?: WirePong;
  readonly error?: WireError;
}

export class WireFailure extends Error {
  readonly wire: WireError;
  constructor(wire: WireError) {
    super(`${wire.code}/${wire.reason} ${wire.field}: ${wire.message}`);
    this.wire = wire;
  }
}

/** A client of the public protocol that keeps everything it was told, without any logic of its own. */
export class WireClient {
  readonly socket: WebSocket;
  readonly frames: WireFrame[] = [];
  readonly messages: WireMessage[] = [];
  readonly receipts: WireNotify['receipts'] = [];
  readonly listed: WireConversation[] = [];
  notifyCount = 0;
  #nextId = 1;
  readonly #answers = new Map<number, (frame: WireFrame) => void>();
  readonly #pongs: ((pong: WirePong) => void)[] = [];
  readonly #watchers = new Set<() => void>();
  readonly #encoding: 'json' | 'proto';

  /** `localAddress`: of this machine, to come from. */
  constructor(url: string, encoding: 'json' | 'proto' = 'json', localAddress?: string) {
    this.#encoding = encoding;
    this.socket = new WebSocket(url, [`microchat.v1.${encoding}`], localAddress === undefined ? {} : { localAddress });
    this.socket.on('message', (data: Buffer, isBinary) => {
      this.#take(isBinary ? decodeBinary(data) : (JSON.parse(data.toString()) as WireFrame));
    });
    // Every request in flight listens for the close.
    this.socket.setMaxListeners(0);
    // A socket that is cut reports it twice; what matters to tests is 'close'.
    this.socket.on('error', () => {});
  }

  async request<Key extends keyof WireFrame>(
    answer: Key,
    body: Record<string, unknown>,
    timeoutMs = 20_000,
  ): Promise<NonNullable<WireFrame[Key]>> {
    const id = this.#nextId++;
    const frame = await new Promise<WireFrame>((resolve, reject) => {
      const closed = () => reject(new Error('connection closed'));
      const timer = setTimeout(
        () => reject(new Error(`no answer to ${JSON.stringify(body).slice(0, 200)}`)),
        timeoutMs,
      );
      this.socket.once('close', closed);
      this.#answers.set(id, (reply) => {
        clearTimeout(timer);
        this.socket.off('close', closed);
        resolve(reply);
      });
      this.raw({ id, ...body });
    });
    if (frame.error !== undefined) throw new WireFailure(frame.error);
    const value = frame[answer];
    if (value === undefined) throw new Error(`expected ${answer}, got ${JSON.stringify(frame).slice(0, 300)}`);
    return value;
  }

  hello(token: string, deviceId: string, cursor = '') {
    return this.request('welcome', { hello: { token, deviceId, platform: 'test', cursor } });
  }

  send(to: Record<string, string>, clientMessageId: string, body: string) {
    return this.request('sent', { send: { to, clientMessageId, content: { text: { body } } } });
  }

  pull(conversationId: string, range: { afterIndex?: number; beforeIndex?: number; limit?: number } = {}) {
    return this.request('page', { pull: { conversationId, ...range } });
  }

  sync(cursor: string, limit = 0) {
    return this.request('changes', { sync: { cursor, limit } });
  }

  read(conversationId: string, index: number) {
    return this.request('receipt', { read: { conversationId, index } });
  }

  updateConversation(conversationId: string, wish: Record<string, unknown>) {
    return this.request('conversation', { updateConversation: { conversationId, ...wish } });
  }

  clearHistory(conversationId: string, throughIndex = 0) {
    return this.request('conversation', { clearHistory: { conversationId, throughIndex } });
  }

  deleteMessages(conversationId: string, indexes: number[]) {
    return this.request('conversation', { deleteMessages: { conversationId, indexes } });
  }

  ping(cursor: string): Promise<WirePong> {
    return new Promise((resolve) => {
      this.#pongs.push(resolve);
      this.raw({ ping: { cursor } });
    });
  }

  /** Acknowledges every notify frame so far. */
  ack(): void {
    this.raw({ ack: { received: this.notifyCount } });
  }

  raw(frame: Record<string, unknown>): void {
    this.socket.send(this.#encoding === 'json' ? JSON.stringify(frame) : encodeClientFrame('proto', frame));
  }

  /** All history of a conversation, oldest first, page by page. */
  async history(conversationId: string): Promise<WireMessage[]> {
    const pages: WireMessage[] = [];
    let beforeIndex = 0;
    for (;;) {
      const page = await this.pull(conversationId, { beforeIndex, limit: 200 });
      pages.push(...page.messages);
      if (!page.hasMore) return pages.toReversed();
      beforeIndex = page.covers.fromIndex;
    }
  }

  /** The whole list, however many pages it has. */
  async list(): Promise<WireConversation[]> {
    const conversations: WireConversation[] = [];
    for (let cursor = ''; ; ) {
      const changes = await this.sync(cursor);
      conversations.push(...changes.conversations);
      cursor = changes.cursor;
      if (!changes.hasMore) return conversations;
    }
  }

  /** Resolves when the condition holds; it is checked after every frame. */
  async until(condition: () => boolean, what: string, timeoutMs = 20_000): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(check);
        reject(new Error(`did not happen: ${what}`));
      }, timeoutMs);
      const check = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#watchers.delete(check);
        resolve();
      };
      this.#watchers.add(check);
    });
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.socket, 'close');
    this.socket.close();
    await closed;
  }

  #take(frame: WireFrame): void {
    this.frames.push(frame);
    if (frame.notify !== undefined) {
      this.notifyCount += 1;
      this.messages.push(...frame.notify.messages);
      this.receipts.push(...frame.notify.receipts);
      this.listed.push(...frame.notify.conversations);
    }
    if (frame.pong !== undefined) this.#pongs.shift()?.(frame.pong);
    const id = frame.id ?? 0;
    this.#answers.get(id)?.(frame);
    this.#answers.delete(id);
    for (const check of this.#watchers) check();
  }
}

function decodeBinary(data: Buffer): WireFrame {
  const decoded = decodeServerFrame('proto', data);
  if (!decoded.ok) throw new Error('undecodable frame from the server');
  return decoded.frame as WireFrame;
}

export interface ConnectOptions {
  readonly deviceId?: string;
  readonly cursor?: string;
  readonly encoding?: 'json' | 'proto';
  /** Of this machine, to come from. */
  readonly localAddress?: string;
}

/** Opens a connection and says hello as this user. */
export async function connect(
  server: RunningServer,
  userId: string,
  { deviceId = `${userId}-1`, cursor = '', encoding = 'json', localAddress }: ConnectOptions = {},
) {
  const token = await tokenOf(server, userId);
  const client = new WireClient(server.gatewayUrl, encoding, localAddress);
  await once(client.socket, 'open');
  const welcome = await client.hello(token, deviceId, cursor);
  return { client, welcome, token };
}

/** Creates a group over REST and answers its ids. */
export async function createGroup(server: RunningServer, token: string, name: string, memberIds: readonly string[]) {
  const answer = await rest<{ groupId: string; conversationId: string }>(server, 'POST', '/v1/groups', token, {
    name,
    memberIds,
  });
  if (answer.status !== 200 && answer.status !== 201) throw new Error(JSON.stringify(answer));
  return answer.body;
}
