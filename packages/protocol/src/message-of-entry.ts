import type { Message__Output } from '@microchat/proto/microchat/client/v1/Message';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { decodeContent } from './content.ts';

/** An entry of the conversation log as clients see it. */
export function messageOfEntry(conversationId: string, entry: LogEntry__Output): Message__Output {
  return {
    messageId: entry.messageId,
    conversationId,
    index: entry.index,
    previousMessageId: entry.previousMessageId,
    senderId: entry.senderId,
    clientMessageId: entry.clientMessageId,
    content: decodeContent(entry.content),
  };
}
