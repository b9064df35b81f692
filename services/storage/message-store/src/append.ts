import type { AppendIntent } from '@microchat/core/conversation-log/append-decision';
import { parseConversationId } from '@microchat/core/ids';
import type { AppendRequest__Output } from '@microchat/proto/microchat/storage/v1/AppendRequest';
import { checkConversationId, checkSender } from './check-request.ts';
import { digestOf, sentKeyOf } from './digests.ts';

/** An append on its way through the writer: what is decided on, and the payload. */
export interface Append extends AppendIntent {
  readonly senderId: string;
  readonly clientMessageId: string;
  readonly content: Buffer;
}

/** Numbers and the tags and lengths of a LogEntry: 3 numbers of 5, 2 of 10 and 8 tags with lengths. */
const entryOverheadBytes = 64;

/** @throws ServiceError INVALID_ARGUMENT with the field */
export function appendOf(request: AppendRequest__Output): Append {
  const { conversationId, senderId, clientMessageId, content } = request;
  checkConversationId(conversationId, 'conversationId');
  checkSender(request);
  const isGroup = parseConversationId(conversationId)?.type === 'GROUP';
  return {
    senderId,
    clientMessageId,
    content,
    sentKey: sentKeyOf(senderId, clientMessageId),
    digest: digestOf(content),
    countable: request.countable,
    authorisedVersion: isGroup ? request.authorisedVersion : undefined,
    setsMembershipVersion: request.setsMembershipVersion,
    bytes: entryOverheadBytes + senderId.length + Buffer.byteLength(clientMessageId) + content.byteLength,
  };
}
