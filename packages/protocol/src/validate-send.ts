import { limits } from '@microchat/core/limits';
import type { Content__Output } from '@microchat/proto/microchat/client/v1/Content';
import type { Recipient__Output } from '@microchat/proto/microchat/client/v1/Recipient';
import type { Send__Output } from '@microchat/proto/microchat/client/v1/Send';
import { encodeCanonicalContent } from './content.ts';
import { checkConversationId, checkId, checkRequiredText } from './field-checks.ts';
import { reasons } from './reasons.ts';
import { fieldPath, invalidArgument } from './violation.ts';

/** A send that has all it needs. */
export interface CheckedSend {
  readonly to: Recipient__Output;
  readonly clientMessageId: string;
  readonly content: Content__Output;
  /** The content in canonical form, in which it is measured, compared and stored. */
  readonly contentBytes: Buffer;
}

/** Throws the ServiceError that the sender gets. `path` leads the fields: 'send' in frames, '' in REST bodies. */
export function checkSend(send: Send__Output, path: string): CheckedSend {
  const { to, content } = send;
  if (to === null) throw required(fieldPath(path, 'to'));
  checkRecipient(to, fieldPath(path, 'to'));
  checkRequiredText(send.clientMessageId, fieldPath(path, 'clientMessageId'), limits.clientMessageIdCharsMax);
  if (content === null) throw required(fieldPath(path, 'content'));
  const contentBytes = checkContent(content, fieldPath(path, 'content'));
  return { to, clientMessageId: send.clientMessageId, content, contentBytes };
}

function checkRecipient(to: Recipient__Output, path: string): void {
  if (to.userId !== undefined) checkId(to.userId, fieldPath(path, 'userId'));
  else if (to.groupId !== undefined) checkId(to.groupId, fieldPath(path, 'groupId'));
  else if (to.conversationId !== undefined) checkConversationId(to.conversationId, fieldPath(path, 'conversationId'));
  else throw required(path);
}

/** Answers the content in canonical form. */
function checkContent(content: Content__Output, path: string): Buffer {
  if (content.membership) {
    throw invalidArgument(reasons.notAllowed, fieldPath(path, 'membership'), 'is written by the server only');
  }
  if (content.text) {
    if (content.text.body === '') throw required(`${path}.text.body`);
  } else if (content.custom) {
    checkRequiredText(content.custom.type, `${path}.custom.type`, limits.customTypeCharsMax);
  } else throw required(path);
  const bytes = encodeCanonicalContent(content);
  if (bytes.length > limits.contentBytesMax) {
    throw invalidArgument(reasons.tooLong, path, `must have at most ${limits.contentBytesMax} bytes encoded`);
  }
  return bytes;
}

function required(field: string): Error {
  return invalidArgument(reasons.required, field, 'is required');
}
