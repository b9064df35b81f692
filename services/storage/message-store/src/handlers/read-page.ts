import { emptyHead } from '@microchat/core/conversation-log/log-head';
import { limits } from '@microchat/core/limits';
import { reading } from '@microchat/partition-writer/reading';
import type { KvStore } from '@microchat/ports/kv-store';
import type { ReadPageRequest__Output } from '@microchat/proto/microchat/storage/v1/ReadPageRequest';
import type { Handlers } from '@microchat/rpc/service-contract';
import { checkConversationId, invalid } from '../check-request.ts';
import type { MessageStoreDefinition } from '../contract.ts';
import { newestSegments } from '../newest-segments.ts';
import { readEntries } from '../read-page.ts';
import type { SegmentHints } from '../segment-hints.ts';
import { toWireHead } from '../wire.ts';

export function readPageHandler(kv: KvStore, hints: SegmentHints): Handlers<MessageStoreDefinition>['readPage'] {
  return async (request) => {
    checkConversationId(request.conversationId, 'conversationId');
    if (request.limit < 1 || request.limit > limits.pullLimitMax) {
      throw invalid('limit', `must be 1 to ${limits.pullLimitMax}`);
    }
    return await reading(readPage(kv, hints, request));
  };
}

async function readPage(
  kv: KvStore,
  hints: SegmentHints,
  { conversationId, afterIndex, beforeIndex, limit }: ReadPageRequest__Output,
) {
  const [newest] = await newestSegments(kv, hints, [conversationId]);
  if (newest === undefined) return { entries: [], head: toWireHead(emptyHead) };
  const to = beforeIndex === 0 ? newest.head.index : beforeIndex - 1;
  const entries = await readEntries(kv, conversationId, newest, { from: afterIndex + 1, to }, limit);
  return { entries, head: toWireHead(newest.head) };
}
