import { groupConversationId } from '@microchat/core/ids';
import { limits } from '@microchat/core/limits';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { FillGapReply } from '@microchat/proto/microchat/logic/v1/FillGapReply';
import type { FillGapRequest__Output } from '@microchat/proto/microchat/logic/v1/FillGapRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, Client } from '@microchat/rpc/service-contract';

/** Sync.FillGap: see proto/microchat/logic/v1/sync.proto. */
export function fillGapHandler(messageStore: Client<MessageStoreDefinition>) {
  return async (request: FillGapRequest__Output, call: CallContext): Promise<FillGapReply> => {
    const { groupId, afterIndex, beforeIndex } = request;
    // The store pages newest first; the window is cut so that its oldest entries come back.
    const windowEnd = afterIndex + limits.pullLimitMax + 1;
    const page = await messageStore.readPage(
      {
        conversationId: groupConversationId(groupId),
        afterIndex,
        beforeIndex: beforeIndex === 0 ? windowEnd : Math.min(beforeIndex, windowEnd),
        limit: limits.pullLimitMax,
      },
      downstream(call),
    );
    return { entries: page.entries.toReversed() };
  };
}
