import type { ConversationEntry } from '@microchat/proto/microchat/client/v1/ConversationEntry';
import type { Message } from '@microchat/proto/microchat/client/v1/Message';
import type { ReadReceipt } from '@microchat/proto/microchat/client/v1/ReadReceipt';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { messageOfEntry } from '@microchat/protocol/message-of-entry';
import { OutboundFrame } from './outbound-frame.ts';

/** Bounds of one notify: past them the entries go in several frames. */
const entriesMax = 50;
const contentBytesMax = 48 * 1024;

/** Ids, numbers and names of a message besides its content, roughly. */
const messageOverheadBytes = 250;
const receiptBytes = 150;
const conversationBytes = 300;

/** Notify frames with the entries of one conversation, ascending; more than one if they are many or large. */
export function messageFrames(conversationId: string, entries: readonly LogEntry__Output[]): OutboundFrame[] {
  const frames: OutboundFrame[] = [];
  let messages: Message[] = [];
  let fromIndex = 0;
  let bytes = 0;
  entries.forEach((entry, at) => {
    if (messages.length === 0) fromIndex = entry.index;
    messages.push(messageOfEntry(conversationId, entry));
    bytes += entry.content.length + messageOverheadBytes;
    const next = entries[at + 1];
    const full = messages.length >= entriesMax || bytes + (next?.content.length ?? 0) > contentBytesMax;
    if (next !== undefined && !full) return;
    frames.push(new OutboundFrame({ messages }, { conversationId, fromIndex, toIndex: entry.index }, bytes));
    messages = [];
    bytes = 0;
  });
  return frames;
}

/** Receipts and changed list entries; undefined if there are none. */
export function stateFrame(
  receipts: readonly ReadReceipt[],
  conversations: readonly ConversationEntry[],
): OutboundFrame | undefined {
  if (receipts.length === 0 && conversations.length === 0) return undefined;
  const bytes = receipts.length * receiptBytes + conversations.length * conversationBytes;
  return new OutboundFrame({ receipts: [...receipts], conversations: [...conversations] }, undefined, bytes);
}
