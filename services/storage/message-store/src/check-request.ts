import { isId, parseConversationId } from '@microchat/core/ids';
import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';

/** @throws ServiceError INVALID_ARGUMENT */
export function checkConversationId(conversationId: string, field: string): void {
  if (parseConversationId(conversationId) === undefined) throw invalid(field, 'is not a conversation id');
}

/** @throws ServiceError INVALID_ARGUMENT */
export function checkSender(request: {
  readonly senderId: string;
  readonly clientMessageId: string;
  readonly content: Buffer;
}): void {
  const { senderId, clientMessageId, content } = request;
  if (!isId(senderId)) throw invalid('senderId', 'is not a user id');
  if (clientMessageId === '' || clientMessageId.length > limits.clientMessageIdCharsMax) {
    throw invalid('clientMessageId', `must have 1 to ${limits.clientMessageIdCharsMax} characters`);
  }
  if (content.byteLength > limits.contentBytesMax) throw invalid('content', 'is too large');
}

export function invalid(field: string, problem: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason: 'INVALID_FIELD', message: `${field} ${problem}`, field });
}
