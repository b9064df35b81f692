import type { Missing } from '../load/delivery-journal.ts';
import type { Mix } from './mix.ts';

/** Pulled one by one; so many are enough to know. */
const pulledMax = 2_000;

export interface MixVerdict {
  readonly acked: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Conversations whose log has more indexes than were acknowledged. */
  readonly conversationsOff: number;
  /** Came more than once to a connection, which drops it by its index. */
  readonly pushedTwice: number;
  /** Not pushed, but there for a pull. */
  readonly notPushed: number;
  /** Acknowledged, and neither pushed nor in the log. */
  readonly lost: number;
}

/** To be asked when nothing is under way. What was not pushed is pulled, as a client would. */
export async function verifyMix({ journal, traffic, clients }: Mix): Promise<MixVerdict> {
  const { acked, conversationsOff, pushedTwice, notPushed } = journal.verdict();
  let lost = 0;
  for (const missing of notPushed.slice(0, pulledMax)) if (!(await isInLog(missing, clients))) lost += 1;
  return {
    acked,
    refused: Object.fromEntries(traffic.refused),
    conversationsOff,
    pushedTwice,
    notPushed: notPushed.length,
    lost,
  };
}

async function isInLog({ conversationId, member, index }: Missing, clients: Mix['clients']): Promise<boolean> {
  const pull = { conversationId, afterIndex: index - 1, beforeIndex: index + 1, limit: 1 };
  const answer = await clients[member]?.request({ pull });
  return answer?.page?.messages.some((message) => message.index === index) ?? false;
}
