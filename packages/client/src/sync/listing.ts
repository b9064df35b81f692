import type { ConversationType, Message, Recipient } from '../protocol/frames.ts';

/** What the conversation list says about a conversation besides positions. */
export interface Listing {
  readonly type: ConversationType;
  readonly peerId: string;
  readonly groupId: string;
  readonly muted: boolean;
  readonly pinned: boolean;
  readonly left: boolean;
  /** Not shown in the list while the head is not beyond it; 0 = shown. */
  readonly hiddenThrough: number;
  readonly markedUnread: boolean;
  readonly draft: string;
}

/** Also what a listing lacks that an older version has stored. */
export const unlisted: Listing = {
  type: 'UNKNOWN',
  peerId: '',
  groupId: '',
  muted: false,
  pinned: false,
  left: false,
  hiddenThrough: 0,
  markedUnread: false,
  draft: '',
};

/** What the user's own send tells before the list does. */
export function listingFromRecipient(to: Recipient): Listing | undefined {
  if ('userId' in to) return { ...unlisted, type: 'SINGLE', peerId: to.userId };
  if ('groupId' in to) return { ...unlisted, type: 'GROUP', groupId: to.groupId };
  return undefined;
}

/** The first entry that a new member sees names its group, so the chat can be shown before the list tells of it. */
export function listingFromContent(messages: readonly Message[]): Listing | undefined {
  const groupId = messages.find((message) => message.content.membership !== undefined)?.content.membership?.groupId;
  return groupId === undefined ? undefined : listingFromRecipient({ groupId });
}
