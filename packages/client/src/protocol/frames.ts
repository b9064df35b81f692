/**
 * Frames of protocol v1 in their JSON form (subprotocol `microchat.v1.json`), see docs/PROTOCOL.md. Indexes and counts are
 * numbers, message ids decimal strings (`"0"` = none), cursors opaque strings, bytes base64.
 */

/** Exactly one member is set; a client that meets none of these met a newer kind and shows a placeholder. */
export interface Content {
  readonly text?: { readonly body: string };
  /** `data` is base64. */
  readonly custom?: { readonly type: string; readonly data: string };
  /** Written by the server only. */
  readonly membership?: MembershipChange;
}

export interface MembershipChange {
  readonly groupId: string;
  readonly actorId: string;
  readonly addedUserIds: readonly string[];
  readonly removedUserIds: readonly string[];
}

export interface Message {
  readonly messageId: string;
  readonly conversationId: string;
  /** Dense from 1 in its conversation. */
  readonly index: number;
  readonly previousMessageId: string;
  readonly senderId: string;
  readonly clientMessageId: string;
  readonly content: Content;
}

/** Exactly one member is set. */
export type Recipient =
  | { readonly userId: string }
  | { readonly groupId: string }
  | { readonly conversationId: string };

export type ConversationType = 'UNKNOWN' | 'SINGLE' | 'GROUP';

export interface Head {
  readonly index: number;
  readonly messageId: string;
  readonly previousMessageId: string;
}

export interface ConversationEntry {
  readonly conversationId: string;
  readonly type: ConversationType;
  readonly peerId?: string;
  readonly groupId?: string;
  readonly head: Head;
  readonly readIndex: number;
  readonly peerReadIndex: number;
  readonly unread: number;
  readonly muted: boolean;
  readonly pinned: boolean;
  /** The user is no longer a member; head is the last entry that it may see. */
  readonly left: boolean;
  /** Left out of the list while head.index is not beyond it; 0 = not hidden. */
  readonly hiddenThrough: number;
  readonly markedUnread: boolean;
  readonly draft: string;
  /** The user has cleared everything up to here. */
  readonly clearedThrough: number;
  /** What it has deleted for itself above that, ascending. */
  readonly deleted: readonly IndexRange[];
  /** Grows with every change that is more than a new head; 0 from a server that has none of these. */
  readonly attributesVersion: number;
}

/** Inclusive. */
export interface IndexRange {
  readonly fromIndex: number;
  readonly toIndex: number;
}

/** What the user wants of a conversation; what is left out stays. */
export interface ConversationWish {
  readonly muted?: boolean;
  readonly pinned?: boolean;
  /** Until there is something newer. */
  readonly hidden?: boolean;
  /** Until it is read. */
  readonly markedUnread?: boolean;
  /** At most 1 024 characters; empty = none. */
  readonly draft?: string;
}

export interface ReadReceipt {
  readonly conversationId: string;
  readonly userId: string;
  readonly readIndex: number;
}

export interface Changes {
  readonly conversations: readonly ConversationEntry[];
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly reset: boolean;
}

export interface Welcome {
  readonly userId: string;
  readonly connectionId: string;
  readonly ticket: string;
  readonly heartbeatMs: number;
  readonly changes: Changes;
}

export interface Sent {
  readonly conversationId: string;
  readonly messageId: string;
  readonly index: number;
  readonly previousMessageId: string;
  readonly duplicate: boolean;
}

export interface Notify {
  readonly messages: readonly Message[];
  readonly receipts: readonly ReadReceipt[];
  readonly conversations: readonly ConversationEntry[];
}

export interface Page {
  /** Newest first. */
  readonly messages: readonly Message[];
  /** Inclusive; whatever index in it is not in `messages` does not exist for this user. 0..0 = nothing covered. */
  readonly covers: IndexRange;
  /** Older entries remain between the request's afterIndex and covers.fromIndex. */
  readonly hasMore: boolean;
}

export interface Receipt {
  readonly conversationId: string;
  readonly readIndex: number;
  readonly peerReadIndex: number;
  readonly unread: number;
}

export interface ConversationHead {
  readonly conversationId: string;
  readonly index: number;
}

export interface Pong {
  readonly heads: readonly ConversationHead[];
  readonly cursor: string;
  readonly hasMore: boolean;
}

export interface ErrorFrame {
  readonly code: string;
  readonly reason: string;
  readonly message: string;
  readonly field: string;
  readonly retryAfterMs: number;
}

export interface Pull {
  readonly conversationId: string;
  /** Exclusive; 0 = open. */
  readonly afterIndex: number;
  /** Exclusive; 0 = open. */
  readonly beforeIndex: number;
  readonly limit: number;
}

export interface Position {
  readonly conversationId: string;
  readonly index: number;
}

/** What a client sends; `id` is absent for ack and ping, which get no answer by id. */
export type ClientFrame =
  | { id: number; hello: { token: string; deviceId: string; platform: string; cursor: string } }
  | { id: number; send: { to: Recipient; clientMessageId: string; content: Content } }
  | { id: number; pull: Pull }
  | { id: number; sync: { cursor: string; limit: number } }
  | { id: number; read: { conversationId: string; index: number } }
  | { id: number; updateConversation: ConversationWish & { conversationId: string } }
  | { id: number; clearHistory: { conversationId: string; throughIndex: number } }
  | { id: number; deleteMessages: { conversationId: string; indexes: readonly number[] } }
  | { ack: { received: number; positions: readonly Position[] } }
  | { ping: { cursor: string } };

/** Bodies that are answered by id. */
export type RequestBody =
  | { hello: { token: string; deviceId: string; platform: string; cursor: string } }
  | { send: { to: Recipient; clientMessageId: string; content: Content } }
  | { pull: Pull }
  | { sync: { cursor: string; limit: number } }
  | { read: { conversationId: string; index: number } }
  | { updateConversation: ConversationWish & { conversationId: string } }
  | { clearHistory: { conversationId: string; throughIndex: number } }
  | { deleteMessages: { conversationId: string; indexes: readonly number[] } };

export type ServerFrame =
  | { kind: 'welcome'; id: number; welcome: Welcome }
  | { kind: 'sent'; id: number; sent: Sent }
  | { kind: 'notify'; notify: Notify }
  | { kind: 'page'; id: number; page: Page }
  | { kind: 'changes'; id: number; changes: Changes }
  | { kind: 'receipt'; id: number; receipt: Receipt }
  | { kind: 'conversation'; id: number; conversation: ConversationEntry }
  | { kind: 'pong'; pong: Pong }
  | { kind: 'error'; id: number; error: ErrorFrame };
