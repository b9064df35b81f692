import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import type { Ack__Output } from '@microchat/proto/microchat/client/v1/Ack';
import type { ClientFrame__Output } from '@microchat/proto/microchat/client/v1/ClientFrame';
import type { ClearHistory__Output } from '@microchat/proto/microchat/client/v1/ClearHistory';
import type { DeleteMessages__Output } from '@microchat/proto/microchat/client/v1/DeleteMessages';
import type { Hello__Output } from '@microchat/proto/microchat/client/v1/Hello';
import type { Ping__Output } from '@microchat/proto/microchat/client/v1/Ping';
import type { Pull__Output } from '@microchat/proto/microchat/client/v1/Pull';
import type { Read__Output } from '@microchat/proto/microchat/client/v1/Read';
import type { Sync__Output } from '@microchat/proto/microchat/client/v1/Sync';
import type { UpdateConversation__Output } from '@microchat/proto/microchat/client/v1/UpdateConversation';
import {
  checkConversationId,
  checkId,
  checkLimit,
  checkPositions,
  checkRequiredText,
  checkText,
} from './field-checks.ts';
import { reasons } from './reasons.ts';
import { checkDeletedIndexes, checkWish } from './validate-own-list.ts';
import { type CheckedSend, checkSend } from './validate-send.ts';
import { invalidArgument } from './violation.ts';

/** A client's frame whose form and limits are right: `body` says which member it has. */
export type CheckedClientFrame =
  | { readonly id: number; readonly body: 'hello'; readonly hello: Hello__Output }
  | { readonly id: number; readonly body: 'send'; readonly send: CheckedSend }
  | { readonly id: number; readonly body: 'ack'; readonly ack: Ack__Output }
  | { readonly id: number; readonly body: 'pull'; readonly pull: Pull__Output }
  | { readonly id: number; readonly body: 'sync'; readonly sync: Sync__Output }
  | { readonly id: number; readonly body: 'read'; readonly read: Read__Output }
  | {
      readonly id: number;
      readonly body: 'updateConversation';
      readonly updateConversation: UpdateConversation__Output;
    }
  | { readonly id: number; readonly body: 'clearHistory'; readonly clearHistory: ClearHistory__Output }
  | { readonly id: number; readonly body: 'deleteMessages'; readonly deleteMessages: DeleteMessages__Output }
  | { readonly id: number; readonly body: 'ping'; readonly ping: Ping__Output };

/** Checks what the schema can't say: required fields, ids, lengths, ranges. Answers the error instead of throwing it. */
export function checkClientFrame(frame: ClientFrame__Output): CheckedClientFrame | ServiceError {
  try {
    return check(frame);
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

function check(frame: ClientFrame__Output): CheckedClientFrame {
  const { id } = frame;
  if (frame.ack) return { id, body: 'ack', ack: checkAck(frame.ack) };
  if (frame.ping) return { id, body: 'ping', ping: checkPing(frame.ping) };
  if (frame.body === undefined) throw invalidArgument(reasons.required, 'body', 'has no body that this server knows');
  // Everything else is answered under its id.
  if (id === 0) throw invalidArgument(reasons.required, 'id', 'is required');
  if (frame.send) return { id, body: 'send', send: checkSend(frame.send, 'send') };
  if (frame.pull) return { id, body: 'pull', pull: checkPull(frame.pull) };
  if (frame.read) return { id, body: 'read', read: checkRead(frame.read) };
  if (frame.sync) return { id, body: 'sync', sync: checkSync(frame.sync) };
  const { updateConversation, clearHistory, deleteMessages } = frame;
  if (updateConversation) {
    return { id, body: 'updateConversation', updateConversation: checkUpdateConversation(updateConversation) };
  }
  if (clearHistory) return { id, body: 'clearHistory', clearHistory: checkClearHistory(clearHistory) };
  if (deleteMessages) return { id, body: 'deleteMessages', deleteMessages: checkDeleteMessages(deleteMessages) };
  return { id, body: 'hello', hello: checkHello(frame.hello as Hello__Output) };
}

function checkHello(hello: Hello__Output): Hello__Output {
  checkRequiredText(hello.token, 'hello.token', limits.tokenCharsMax);
  checkId(hello.deviceId, 'hello.deviceId');
  checkText(hello.platform, 'hello.platform', limits.platformCharsMax);
  checkText(hello.cursor, 'hello.cursor', limits.cursorCharsMax);
  return hello;
}

function checkAck(ack: Ack__Output): Ack__Output {
  checkPositions(ack.positions, 'ack.positions');
  return ack;
}

function checkPull(pull: Pull__Output): Pull__Output {
  checkConversationId(pull.conversationId, 'pull.conversationId');
  checkLimit(pull.limit, 'pull.limit', limits.pullLimitMax);
  return pull;
}

function checkSync(sync: Sync__Output): Sync__Output {
  checkText(sync.cursor, 'sync.cursor', limits.cursorCharsMax);
  checkLimit(sync.limit, 'sync.limit', limits.syncLimitMax);
  return sync;
}

function checkRead(read: Read__Output): Read__Output {
  checkConversationId(read.conversationId, 'read.conversationId');
  return read;
}

function checkUpdateConversation(update: UpdateConversation__Output): UpdateConversation__Output {
  checkConversationId(update.conversationId, 'updateConversation.conversationId');
  checkWish(update, 'updateConversation');
  return update;
}

function checkClearHistory(clear: ClearHistory__Output): ClearHistory__Output {
  checkConversationId(clear.conversationId, 'clearHistory.conversationId');
  return clear;
}

function checkDeleteMessages(deletion: DeleteMessages__Output): DeleteMessages__Output {
  checkConversationId(deletion.conversationId, 'deleteMessages.conversationId');
  checkDeletedIndexes(deletion.indexes, 'deleteMessages');
  return deletion;
}

function checkPing(ping: Ping__Output): Ping__Output {
  checkText(ping.cursor, 'ping.cursor', limits.cursorCharsMax);
  return ping;
}
