import type { WireClient } from '@microchat/tests-e2e/wire-client';
import { judgeAcknowledged, judgeDoubled } from '@microchat/verifier/judge-acknowledged';
import { judgeLog, startOfLog } from '@microchat/verifier/judge-log';
import type { Acked } from './steady-sender.ts';

export interface Verdict {
  readonly acked: number;
  readonly stored: number;
}

/**
 * Checks from outside that every acknowledged message is in the history of its conversation exactly once, under the
 * index that was acknowledged, in an unbroken chain. What is judged is what `microchat verify` judges.
 */
export async function verifyConversation(
  reader: WireClient,
  conversationId: string,
  acked: readonly Acked[],
): Promise<Verdict> {
  const history = await reader.history(conversationId);
  const acknowledged = acked.map(({ clientMessageId, sent: { index, messageId } }) => ({
    clientMessageId,
    index,
    messageId,
  }));
  const [problem] = [
    ...judgeLog(history, startOfLog),
    ...judgeAcknowledged(history, acknowledged),
    ...judgeDoubled(history),
  ];
  if (problem !== undefined) throw new Error(`${conversationId}: ${problem.kind}: ${problem.what}`);
  return { acked: acked.length, stored: history.length };
}
