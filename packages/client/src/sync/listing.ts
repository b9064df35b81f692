import type { ConversationType, Message, Recipient } from '../protocol/frames.ts';

/** What the conversation list says about a conversation besides positions. */
export interface Listing {
  readonly type: ConversationType;
  readonly peerId: string;
  readonly groupId: string;
  readonly muted: boolean;
  readonly pinned: boolean;
  readonly left: boolean;
}

const unlisted: Listing = { type: 'UNKNOWN', peerId: '', groupId: '', muted: false, pinned: false, left: false };

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
