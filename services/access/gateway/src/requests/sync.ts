import type { Sync__Output } from '@microchat/proto/microchat/client/v1/Sync';
import type { Answer, Identity, RequestClients } from './request.ts';

export async function answerSync(
  clients: RequestClients,
  { userId }: Identity,
  request: Sync__Output,
): Promise<Answer> {
  return { changes: await clients.sync.getChanges({ userId, cursor: request.cursor, limit: request.limit }) };
}
