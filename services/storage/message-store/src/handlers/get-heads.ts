import { reading } from '@microchat/partition-writer/reading';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Handlers } from '@microchat/rpc/service-contract';
import { checkConversationId, invalid } from '../check-request.ts';
import type { MessageStoreDefinition } from '../contract.ts';
import { newestSegments } from '../newest-segments.ts';
import type { SegmentHints } from '../segment-hints.ts';
import { toWireHead } from '../wire.ts';

const conversationsMax = 500;

export function getHeadsHandler(kv: KvStore, hints: SegmentHints): Handlers<MessageStoreDefinition>['getHeads'] {
  return async ({ conversationIds }) => {
    if (conversationIds.length > conversationsMax) {
      throw invalid('conversationIds', `has more than ${conversationsMax} ids`);
    }
    for (const [place, conversationId] of conversationIds.entries()) {
      checkConversationId(conversationId, `conversationIds[${place}]`);
    }
    const segments = await reading(newestSegments(kv, hints, conversationIds));
    return { heads: segments.map(({ head }) => toWireHead(head)) };
  };
}
