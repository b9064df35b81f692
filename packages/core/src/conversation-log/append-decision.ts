import { nextMessageId, tickOf } from '../message-id.ts';
import type { LogHead } from './log-head.ts';
import { isFull, type SegmentHead, type SegmentLimits, type SentRecord } from './segment.ts';

/** A request to append, without its payload. */
export interface AppendIntent {
  /** Stands for (sender, clientMessageId). */
  readonly sentKey: string;
  /** Of the content in canonical form. */
  readonly digest: string;
  readonly countable: boolean;
  /** Membership version under which the sender was allowed to; undefined: not checked (single chats). */
  readonly authorisedVersion: number | undefined;
  /** Not 0: a membership entry, and the version that it makes. */
  readonly setsMembershipVersion: number;
  /** What its entry adds to the segment. */
  readonly bytes: number;
}

export interface AppendContext {
  readonly nowMs: number;
  readonly node: number;
  /** The last tick that this node gave to any conversation. */
  readonly lastTick: bigint;
  readonly limits: SegmentLimits;
  /** What is known of an earlier request with this key, in this segment or an earlier one. */
  findSent(sentKey: string): SentRecord | undefined;
}

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly sent: SentRecord; readonly membershipVersion: number }
  | { readonly kind: 'duplicate'; readonly sent: SentRecord }
  /** The key was used for other content. */
  | { readonly kind: 'reused' }
  /** The group's members have changed since the sender was found to be one. */
  | { readonly kind: 'membership-changed' };

export interface AppendDecision {
  readonly segment: SegmentHead;
  readonly lastTick: bigint;
  /** One for each intent of the prefix that was decided, in order. The rest needs the next segment. */
  readonly outcomes: readonly AppendOutcome[];
}

/** Decides a batch in order; each intent sees what the ones before it did. */
export function decideAppends(
  segment: SegmentHead,
  intents: readonly AppendIntent[],
  context: AppendContext,
): AppendDecision {
  if (segment.isClosed) throw new Error(`segment ${segment.number} is closed`);
  const outcomes: AppendOutcome[] = [];
  const sentInBatch = new Map<string, SentRecord>();
  let current = segment;
  let lastTick = context.lastTick;
  for (const intent of intents) {
    const earlier = sentInBatch.get(intent.sentKey) ?? context.findSent(intent.sentKey);
    const refusal = answerWithoutEntry(intent, earlier, current.head);
    if (refusal !== undefined) {
      outcomes.push(refusal);
      continue;
    }
    if (isFull(current, context.limits)) break;
    const head = nextHead(current.head, intent, { ...context, lastTick });
    const sent = { ...positionOf(head), digest: intent.digest };
    outcomes.push({ kind: 'appended', sent, membershipVersion: intent.setsMembershipVersion });
    sentInBatch.set(intent.sentKey, sent);
    current = { ...current, head, bytes: current.bytes + intent.bytes };
    lastTick = tickOf(head.messageId);
  }
  return { segment: current, lastTick, outcomes };
}

/** De-duplication comes first: the repetition of a stored message gets its answer, whoever may send by now. */
function answerWithoutEntry(
  intent: AppendIntent,
  earlier: SentRecord | undefined,
  head: LogHead,
): AppendOutcome | undefined {
  if (earlier !== undefined) return repetition(earlier, intent.digest);
  // A membership entry is itself the change. Once the log has come that far it must not come again, however late somebody
  // who was stopped meanwhile appends it.
  if (intent.setsMembershipVersion > 0) {
    return head.membershipVersion >= intent.setsMembershipVersion ? { kind: 'membership-changed' } : undefined;
  }
  if (intent.authorisedVersion === undefined) return undefined;
  return head.membershipVersion > intent.authorisedVersion ? { kind: 'membership-changed' } : undefined;
}

/** What a request gets whose key has been used before. */
export function repetition(sent: SentRecord, digest: string): AppendOutcome & { kind: 'duplicate' | 'reused' } {
  return sent.digest === digest ? { kind: 'duplicate', sent } : { kind: 'reused' };
}

function nextHead(
  head: LogHead,
  intent: AppendIntent,
  { lastTick, nowMs, node }: Pick<AppendContext, 'lastTick' | 'nowMs' | 'node'>,
): LogHead {
  const isCounted = intent.countable && intent.setsMembershipVersion === 0;
  return {
    index: head.index + 1,
    messageId: nextMessageId(head.messageId, lastTick, nowMs, node),
    previousMessageId: head.messageId,
    count: head.count + (isCounted ? 1 : 0),
    membershipVersion: Math.max(head.membershipVersion, intent.setsMembershipVersion),
  };
}

function positionOf({ index, messageId, previousMessageId, count }: LogHead): Omit<SentRecord, 'digest'> {
  return { index, messageId, previousMessageId, count };
}
