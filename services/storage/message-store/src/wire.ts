import type { LogHead } from '@microchat/core/conversation-log/log-head';
import type { SentRecord } from '@microchat/core/conversation-log/segment';
import type { AppendReply } from '@microchat/proto/microchat/storage/v1/AppendReply';
import type { LogHead as WireHead } from '@microchat/proto/microchat/storage/v1/LogHead';

export function toWireHead(head: LogHead): WireHead {
  return { ...head, messageId: `${head.messageId}`, previousMessageId: `${head.previousMessageId}` };
}

export function toAppendReply(sent: SentRecord, duplicate: boolean): AppendReply {
  const { index, count } = sent;
  return {
    index,
    messageId: `${sent.messageId}`,
    previousMessageId: `${sent.previousMessageId}`,
    count,
    duplicate,
  };
}
