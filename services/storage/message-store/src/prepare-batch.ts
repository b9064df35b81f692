import { entriesIn, isFull, type SegmentLimits, type SentRecord } from '@microchat/core/conversation-log/segment';
import type { KvStore } from '@microchat/ports/kv-store';
import { type ConversationState, findSent } from './conversation-state.ts';
import { rootColumns, rootKey, segmentKey, segmentNumber } from './rows.ts';
import { copySent, readSent, readSentCopies, scanSent } from './sent-records.ts';

/**
 * All sent records of a segment are read when it has few, or once it has proved busy; a conversation that is woken for a
 * message or two reads only those that these name.
 */
const scanEntriesMax = 32;
const scanAfterBatches = 3;

/**
 * Fetches what the appends of a batch need: sent records of this segment and, after a first one was closed, of the earlier
 * ones. If an append needs the next segment, everything that must be durable before this one is closed is written.
 */
export async function prepareBatch(
  kv: KvStore,
  limits: SegmentLimits,
  loaded: ConversationState,
  sentKeys: readonly string[],
): Promise<ConversationState> {
  const state = await withSent(kv, { ...loaded, batches: loaded.batches + 1 }, sentKeys);
  const isWritten = sentKeys.some((sentKey) => findSent(state, sentKey) === undefined);
  if (!isWritten) return state;
  if (isFull(state.segment, limits)) return await withSentCopied(kv, state);
  const begins = entriesIn(state.segment) === 0 && state.segment.number > 1;
  if (begins) await writeRoot(kv, state);
  return state;
}

async function withSent(
  kv: KvStore,
  state: ConversationState,
  sentKeys: readonly string[],
): Promise<ConversationState> {
  const unknown = [...new Set(sentKeys)].filter((sentKey) => !state.sent.has(sentKey));
  if (unknown.length === 0) return { ...state, earlierSent: new Map() };
  const [own, earlierSent] = await Promise.all([
    readOwnSent(kv, state, unknown),
    state.segment.number > 1 ? readSentCopies(kv, state.conversationId, unknown) : new Map<string, SentRecord>(),
  ]);
  for (const [sentKey, record] of own.sent) state.sent.set(sentKey, record);
  return { ...state, earlierSent, isSentComplete: own.isComplete };
}

async function readOwnSent(
  kv: KvStore,
  state: ConversationState,
  unknown: readonly string[],
): Promise<{ sent: ReadonlyMap<string, SentRecord>; isComplete: boolean }> {
  if (state.isSentComplete) return { sent: new Map(), isComplete: true };
  const { conversationId, segment, batches } = state;
  if (entriesIn(segment) <= scanEntriesMax || batches > scanAfterBatches) {
    return { sent: await scanSent(kv, conversationId, segment.number), isComplete: true };
  }
  return { sent: await readSent(kv, segmentKey(conversationId, segment.number), unknown), isComplete: false };
}

/** The copies are written at the version that the close will expect: if anybody appends meanwhile it is refused. */
async function withSentCopied(kv: KvStore, state: ConversationState): Promise<ConversationState> {
  if (state.isSentCopied) return state;
  const { conversationId, segment } = state;
  const sent = state.isSentComplete ? state.sent : await scanSent(kv, conversationId, segment.number);
  await copySent(kv, conversationId, sent);
  return { ...state, isSentCopied: true };
}

/** Before the segment's first entry, so that no entry is ever missed for want of a hint. */
async function writeRoot(kv: KvStore, { conversationId, segment }: ConversationState): Promise<void> {
  const key = rootKey(conversationId);
  const value = segmentNumber.encode(segment.number);
  await kv.merge([
    { key, column: rootColumns.last, value },
    { key, column: rootColumns.at(segment.firstIndex), value },
  ]);
}
