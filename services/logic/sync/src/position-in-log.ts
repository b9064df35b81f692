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

/** The newest entry that the user is entitled to at or below `index`, which is at most the head. */
export async function positionInLog(
  messageStore: Client<MessageStoreDefinition>,
  { conversation: { conversationId }, spans }: AccessibleConversation,
  head: LogHead__Output,
  index: number,
  options: CallOptions,
): Promise<PositionInLog> {
  const newest = index === 0 ? undefined : planPage(spans, spans, head.index, 0, index + 1).ranges[0];
  if (newest === undefined) return { index: 0, count: 0 };
  if (newest.toIndex === head.index) return { index: head.index, count: head.count };
  const page = await messageStore.readPage({ conversationId, beforeIndex: newest.toIndex + 1, limit: 1 }, options);
  return { index: newest.toIndex, count: page.entries[0]?.count ?? 0 };
}
