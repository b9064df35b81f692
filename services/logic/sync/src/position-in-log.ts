import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { LogHead__Output } from '@microchat/proto/microchat/storage/v1/LogHead';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { AccessibleConversation } from './conversation-access.ts';
import { planPage } from './domain/page-plan.ts';

/** A place in a log and the count there; 0 and 0: before the first entry. */
export interface PositionInLog {
  readonly index: number;
  readonly count: number;
}

/**
 * `index`, but at most the newest entry that the user is entitled to, and the count of the entries that it includes. Between two
 * memberships, or before the first one, a position is taken as it is: a client that reports it must not be told less, or it
 * reports it for ever.
 */
export async function positionInLog(
  messageStore: Client<MessageStoreDefinition>,
  { conversation: { conversationId }, spans }: AccessibleConversation,
  head: LogHead__Output,
  index: number,
  options: CallOptions,
): Promise<PositionInLog> {
  const plan = index === 0 ? undefined : planPage(spans, spans, head.index, 0, index + 1);
  if (plan?.asked === undefined) return { index: 0, count: 0 };
  const { toIndex } = plan.asked;
  const newest = plan.ranges[0]?.toIndex;
  if (newest === undefined) return { index: toIndex, count: 0 };
  if (newest === head.index) return { index: head.index, count: head.count };
  const page = await messageStore.readPage({ conversationId, beforeIndex: newest + 1, limit: 1 }, options);
  return { index: toIndex, count: page.entries[0]?.count ?? 0 };
}
