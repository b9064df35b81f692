import type { Ping__Output } from '@microchat/proto/microchat/client/v1/Ping';
import type { Answer, Identity, RequestClients } from './request.ts';

/** The heads that changed: how a client learns of a message whose push was lost, when no later one shows the hole. */
export async function answerPing({ sync }: RequestClients, { userId }: Identity, ping: Ping__Output): Promise<Answer> {
  return { pong: await sync.getHeads({ userId, cursor: ping.cursor }) };
}
