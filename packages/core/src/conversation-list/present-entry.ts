import type { IndexRange } from '../index-range.ts';
import { type CountedPosition, unreadCount } from '../unread.ts';

/** A head as the stores know it: the client's head with the count that unread is made of. */
export interface StoredHead extends CountedPosition {
  /** Decimal string. */
  readonly messageId: string;
  readonly previousMessageId: string;
}

/** One conversation of one user's list as the session store keeps it. */
export interface StoredEntry {
  readonly conversationId: string;
  /** Single chats, else empty. */
  readonly peerId: string;
  /** Groups, else empty. */
  readonly groupId: string;
  readonly head: StoredHead | null;
  readonly readIndex: number;
  readonly readCount: number;
  readonly ownIndex: number;
  readonly ownCount: number;
  readonly peerReadIndex: number;
  readonly joinIndex: number;
  readonly joinCount: number;
  /** Index of the removal, 0 while a member. */
  readonly leftIndex: number;
  readonly muted: boolean;
  readonly pinned: boolean;
  /** Hidden while the head is not beyond it; 0 = not hidden. */
  readonly hiddenThrough: number;
  readonly markedUnread: boolean;
  readonly draft: string;
  /** Everything up to here is hidden from the user. */
  readonly clearedThrough: number;
  readonly clearedCount: number;
  readonly deleted: readonly IndexRange[];
  readonly attributesVersion: number;
}

/** The group's record: its head and this user's own last send in it. */
export interface StoredGroupHead {
  readonly head: StoredHead | null;
  readonly ownIndex: number;
  readonly ownCount: number;
}

/** The entry as clients see it: microchat.client.v1.ConversationEntry. */
export interface PresentedEntry {
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
  readonly left: boolean;
  readonly hidden: boolean;
  readonly hiddenThrough: number;
  readonly markedUnread: boolean;
  readonly draft: string;
  readonly clearedThrough: number;
  readonly deleted: IndexRange[];
  readonly attributesVersion: number;
}

const noHead: StoredHead = { index: 0, messageId: '0', previousMessageId: '0', count: 0 };

/**
 * Entry of a list + record of its group -> entry of the public protocol.
 *
 * The group record is needed for groups that the user has left, too: the user's own last send is only there, and
 * without it own messages would count as unread.
 */
export function presentEntry(entry: StoredEntry, groupHead?: StoredGroupHead): PresentedEntry {
  const head = visibleHead(entry, groupHead);
  const isGroup = entry.groupId !== '';
  return {
    conversationId: entry.conversationId,
    type: isGroup ? 'GROUP' : 'SINGLE',
    ...(isGroup ? { groupId: entry.groupId } : { peerId: entry.peerId }),
    head: { index: head.index, messageId: head.messageId, previousMessageId: head.previousMessageId },
    readIndex: entry.readIndex,
    peerReadIndex: entry.peerReadIndex,
    unread: unreadCount(head, seenThrough(entry, groupHead)),
    muted: entry.muted,
    pinned: entry.pinned,
    left: entry.leftIndex > 0,
    hidden: entry.hiddenThrough > 0 && head.index <= entry.hiddenThrough,
    hiddenThrough: entry.hiddenThrough,
    markedUnread: entry.markedUnread,
    draft: entry.draft,
    clearedThrough: entry.clearedThrough,
    deleted: [...entry.deleted],
    attributesVersion: entry.attributesVersion,
  };
}

/** The newest entry that this user may see. */
function visibleHead(entry: StoredEntry, groupHead: StoredGroupHead | undefined): StoredHead {
  if (entry.groupId === '') return entry.head ?? noHead;
  const head = (entry.leftIndex > 0 ? entry.head : groupHead?.head) ?? noHead;
  // List and group record are written on different paths, so a removal can be known before its joining and a head can
  // be older than the joining: such a head is not, or not yet, this user's to see.
  return entry.joinIndex === 0 || head.index < entry.joinIndex ? noHead : head;
}

function seenThrough(entry: StoredEntry, groupHead: StoredGroupHead | undefined): CountedPosition[] {
  const own = entry.groupId === '' ? entry : groupHead;
  return [
    { index: entry.readIndex, count: entry.readCount },
    { index: own?.ownIndex ?? 0, count: own?.ownCount ?? 0 },
    { index: Math.max(0, entry.joinIndex - 1), count: entry.joinCount },
    { index: entry.clearedThrough, count: entry.clearedCount },
  ];
}
