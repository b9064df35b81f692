import type { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { Counter } from 'prom-client';
import { type Append, appendOf } from '../append.ts';
import type { MessageStoreDefinition } from '../contract.ts';
import type { Appended } from '../conversation-machine.ts';
import type { ConversationState } from '../conversation-state.ts';
import { toAppendReply } from '../wire.ts';

export function appendHandler(
  writers: PartitionWriters<ConversationState, Append, Appended>,
  duplicates: Counter,
): Handlers<MessageStoreDefinition>['append'] {
  return async (request, { signal }) => {
    const { sent, isDuplicate } = await writers.submit(request.conversationId, appendOf(request), { signal });
    if (isDuplicate) duplicates.inc();
    return toAppendReply(sent, isDuplicate);
  };
}
