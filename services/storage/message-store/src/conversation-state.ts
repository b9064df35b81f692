import type { SegmentHead, SentRecord } from '@microchat/core/conversation-log/segment';

/** What the writer of a conversation keeps in memory: its open segment. */
export interface ConversationState {
  readonly conversationId: string;
  readonly segment: SegmentHead;
  /** Sent records of the open segment that are known. */
  readonly sent: Map<string, SentRecord>;
  /** `sent` has all of them: what is not in it was not sent in this segment. */
  readonly isSentComplete: boolean;
  /** Sent records of earlier segments, as far as the batch at hand names them. */
  readonly earlierSent: ReadonlyMap<string, SentRecord>;
  /** Batches prepared since the segment was loaded. */
  readonly batches: number;
  /** All sent records of this version are in table `sent`: the segment may be closed. */
  readonly isSentCopied: boolean;
}

export function stateOf(conversationId: string, segment: SegmentHead, isNew: boolean): ConversationState {
  return {
    conversationId,
    segment,
    sent: new Map(),
    isSentComplete: isNew,
    earlierSent: new Map(),
    batches: 0,
    isSentCopied: false,
  };
}

export function findSent(state: ConversationState, sentKey: string): SentRecord | undefined {
  return state.sent.get(sentKey) ?? state.earlierSent.get(sentKey);
}
