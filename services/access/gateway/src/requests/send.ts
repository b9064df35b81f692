import { encodeCanonicalContent } from '@microchat/protocol/content';
import type { CheckedSend } from '@microchat/protocol/validate-send';
import type { Answer, Identity, RequestClients } from './request.ts';

/** Resolves when the message is persisted and in the event log. */
export async function answerSend({ messaging }: RequestClients, who: Identity, send: CheckedSend): Promise<Answer> {
  const { to, clientMessageId } = send;
  const content = encodeCanonicalContent(send.content);
  return { sent: await messaging.send({ ...who, to, clientMessageId, content }) };
}
