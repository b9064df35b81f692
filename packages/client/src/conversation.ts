import type { ConversationType } from './protocol/frames.ts';
import { unreadOf, type ConversationState } from './sync/conversation-state.ts';

/** A conversation as the app shows it. */
export interface Conversation {
  readonly conversationId: string;
  readonly type: ConversationType;
  /** The other user of a single chat; empty for groups. */
  readonly peerId: string;
  /** Empty for single chats. */
  readonly groupId: string;
  /** Index of the newest message; 0 when there is none. */
  readonly headIndex: number;
  /** Grows with time over all conversations: sorts by recency. */
  readonly headMessageId: string;
  readonly readIndex: number;
  /** How far the other user of a single chat has read. */
  readonly peerReadIndex: number;
  readonly unread: number;
  readonly muted: boolean;
  readonly pinned: boolean;
  /** The user is no longer a member of this group. */
  readonly left: boolean;
  /** The user has taken it out of the list, and nothing has come since. */
  readonly hidden: boolean;
  /** To be shown as unread whatever `unread` says, until the next `markRead`. */
  readonly markedUnread: boolean;
  /** What the user has begun to write, on whichever device; empty = nothing. */
  readonly draft: string;
}

/** Undefined while only messages of it are known, but not yet what it is. */
export function conversationView(state: ConversationState): Conversation | undefined {
  if (state.listing === undefined) return undefined;
  const { hiddenThrough, ...listing } = state.listing;
  return {
    conversationId: state.conversationId,
    ...listing,
    hidden: hiddenThrough > 0 && state.head <= hiddenThrough,
    headIndex: state.head,
    headMessageId: state.headMessageId,
    readIndex: state.readIndex,
    peerReadIndex: state.peerReadIndex,
    unread: unreadOf(state),
  };
}

/** Pinned first, then most recent first. */
export function byRecency(left: Conversation, right: Conversation): number {
  if (left.pinned !== right.pinned) return left.pinned ? -1 : 1;
  // Decimal strings without leading zeros: the longer is the larger.
  const lengths = right.headMessageId.length - left.headMessageId.length;
  if (lengths !== 0) return lengths;
  return left.headMessageId < right.headMessageId ? 1 : left.headMessageId > right.headMessageId ? -1 : 0;
}
