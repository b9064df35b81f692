import { repetition } from '@microchat/core/conversation-log/append-decision';
import type { SentRecord } from '@microchat/core/conversation-log/segment';
import { reading } from '@microchat/partition-writer/reading';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Handlers } from '@microchat/rpc/service-contract';
import { clientMessageIdReused } from '../append-errors.ts';
import { checkConversationId, checkSender } from '../check-request.ts';
import type { MessageStoreDefinition } from '../contract.ts';
import { digestOf, sentKeyOf } from '../digests.ts';
import { newestSegments } from '../newest-segments.ts';
import { segmentKey } from '../rows.ts';
import type { SegmentHints } from '../segment-hints.ts';
import { readSent, readSentCopies } from '../sent-records.ts';
import { toAppendReply } from '../wire.ts';

export function findSentHandler(kv: KvStore, hints: SegmentHints): Handlers<MessageStoreDefinition>['findSent'] {
  return async (request) => {
    const { conversationId, senderId, clientMessageId, content } = request;
    checkConversationId(conversationId, 'conversationId');
    checkSender(request);
    const sent = await reading(findSent(kv, hints, conversationId, sentKeyOf(senderId, clientMessageId)));
    if (sent === undefined) return { found: false };
    const isOther = content.byteLength > 0 && repetition(sent, digestOf(content)).kind === 'reused';
    if (isOther) throw clientMessageIdReused();
    return { found: true, sent: toAppendReply(sent, true) };
  };
}

/** The copies are asked after the newest segment is known: by then those of all earlier segments are there. */
async function findSent(
  kv: KvStore,
  hints: SegmentHints,
  conversationId: string,
  sentKey: string,
): Promise<SentRecord | undefined> {
  const [newest] = await newestSegments(kv, hints, [conversationId]);
  if (newest === undefined || newest.head.index === 0) return undefined;
  const [own, earlier] = await Promise.all([
    readSent(kv, segmentKey(conversationId, newest.number), [sentKey]),
    newest.number > 1 ? readSentCopies(kv, conversationId, [sentKey]) : new Map<string, SentRecord>(),
  ]);
  return own.get(sentKey) ?? earlier.get(sentKey);
}
