import type { Pull__Output } from '@microchat/proto/microchat/client/v1/Pull';
import { messageOfEntry } from '@microchat/protocol/message-of-entry';
import type { Answer, Identity, RequestClients } from './request.ts';

export async function answerPull({ sync }: RequestClients, { userId }: Identity, pull: Pull__Output): Promise<Answer> {
  const { conversationId, entries, covers, hasMore } = await sync.pull({ userId, pull });
  const messages = entries.map((entry) => messageOfEntry(conversationId, entry));
  return { page: { messages, covers, hasMore } };
}
