import type { ClearHistory__Output } from '@microchat/proto/microchat/client/v1/ClearHistory';
import type { DeleteMessages__Output } from '@microchat/proto/microchat/client/v1/DeleteMessages';
import type { UpdateConversation__Output } from '@microchat/proto/microchat/client/v1/UpdateConversation';
import type { Answer, Identity, RequestClients } from './request.ts';

// Changes of the user's own list, answered with the entry; the user's other devices get it as a push.

export async function answerUpdateConversation(
  { sync }: RequestClients,
  { userId }: Identity,
  wish: UpdateConversation__Output,
): Promise<Answer> {
  return { conversation: await sync.updateConversation({ userId, ...wish }) };
}

export async function answerClearHistory(
  { sync }: RequestClients,
  { userId }: Identity,
  clear: ClearHistory__Output,
): Promise<Answer> {
  return { conversation: await sync.clearHistory({ userId, ...clear }) };
}

export async function answerDeleteMessages(
  { sync }: RequestClients,
  { userId }: Identity,
  deletion: DeleteMessages__Output,
): Promise<Answer> {
  return { conversation: await sync.deleteMessages({ userId, ...deletion }) };
}
