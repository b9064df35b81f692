import type { Read__Output } from '@microchat/proto/microchat/client/v1/Read';
import type { Answer, Identity, RequestClients } from './request.ts';

export async function answerRead({ sync }: RequestClients, { userId }: Identity, read: Read__Output): Promise<Answer> {
  return { receipt: await sync.read({ userId, conversationId: read.conversationId, index: read.index }) };
}
