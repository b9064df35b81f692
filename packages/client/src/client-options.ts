import type { TokenSource } from './connection/long-connection.ts';
import type { WebSocketConstructor } from './connection/web-socket.ts';
import type { Conversation } from './conversation.ts';
import type { ClientStore } from './data/store.ts';
import type { MicroChatError } from './errors.ts';
import type { Message, ReadReceipt } from './protocol/frames.ts';
import type { SyncBounds } from './sync/bounds.ts';
import type { Environment } from './time.ts';

export interface ClientOptions {
  /** Of the gateway: `ws://localhost:8081/v1/connect`. */
  readonly url: string;
  /** A provider is asked again when a token is refused; a fixed one then stops the client. */
  readonly token: TokenSource;
  /** The same for every connection of this device; a second connection under it replaces the first. */
  readonly deviceId: string;
  /** Default `web`. */
  readonly platform?: string;
  /** Default: memory, gone with the process or page. */
  readonly store?: ClientStore;
  /** Default: the platform's own (browsers, Node >= 22). */
  readonly WebSocket?: WebSocketConstructor;
  /** Default 10 000. */
  readonly requestTimeoutMs?: number;
  /** How long `send` tries before it gives up. Default 60 000. */
  readonly sendTimeoutMs?: number;
  /** Messages to one recipient under way at once. Default 1, which keeps their order. */
  readonly sendsPerRecipientMax?: number;
  readonly sync?: Partial<SyncBounds>;
  readonly environment?: Environment;
}

export type Status =
  | { readonly state: 'connecting' | 'online' | 'closed' }
  | { readonly state: 'offline'; readonly retryInMs: number }
  /** For good: the token was refused, the device was replaced, the server rejects the protocol, or the store failed. */
  | { readonly state: 'stopped'; readonly error: MicroChatError };

export interface ClientEvents {
  /** Each message once and in order of its conversation, the user's own included, from when the client has begun to follow. */
  message: Message;
  /** Newer than what was followed, but too many to fetch unasked: read them with `messages`. */
  gap: { readonly conversationId: string; readonly fromIndex: number; readonly toIndex: number };
  /** The user has cleared or deleted these, here or on another device: they are gone from the store. */
  removed: { readonly conversationId: string; readonly fromIndex: number; readonly toIndex: number };
  /** New, or something about it changed. */
  conversation: Conversation;
  receipt: ReadReceipt;
  status: Status;
  /** What no call can report. */
  error: MicroChatError;
}

export interface SendOptions {
  /** 1 to 64 characters; default a new one. Sending again with the same id can't store a message twice. */
  readonly clientMessageId?: string;
}
