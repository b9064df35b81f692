import { expectUnbrokenLog } from '@microchat/tests-e2e/log-checks';
import type { WireClient, WireMessage } from '@microchat/tests-e2e/wire-client';
import type { Acked } from './steady-sender.ts';

export interface Verdict {
  readonly acked: number;
  readonly stored: number;
}

/**
 * Checks from outside that every acknowledged message is in the history of its conversation exactly once, under the
 * index that was acknowledged, in an unbroken chain, and that the reader's list agrees with the log.
 */
export async function verifyConversation(
  reader: WireClient,
  conversationId: string,
  acked: readonly Acked[],
): Promise<Verdict> {
  const history = await reader.history(conversationId);
  expectUnbrokenLog(history);
  const stored = countByKey(history);
  for (const message of acked) {
    const times = stored.get(`${message.sent.index}/${message.sent.messageId}/${message.clientMessageId}`) ?? 0;
    if (times !== 1) {
      throw new Error(`${conversationId}: acknowledged ${message.clientMessageId} is stored ${times} times`);
    }
  }
  const ids = new Set(history.map(({ senderId, clientMessageId }) => `${senderId}/${clientMessageId}`));
  if (ids.size !== history.length) throw new Error(`${conversationId}: a message is stored twice`);
  return { acked: acked.length, stored: history.length };
}

function countByKey(history: readonly WireMessage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { index, messageId, clientMessageId } of history) {
    const key = `${index}/${messageId}/${clientMessageId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
