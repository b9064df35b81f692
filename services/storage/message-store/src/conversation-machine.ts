import { type AppendOutcome, decideAppends } from '@microchat/core/conversation-log/append-decision';
import { closeSegment, type SegmentLimits, type SentRecord } from '@microchat/core/conversation-log/segment';
import type { ServiceError } from '@microchat/core/service-error';
import { eventTopics } from '@microchat/core/topics';
import type { Decision, DecisionEnvironment, PartitionMachine } from '@microchat/partition-writer/partition-machine';
import type { Column, KvStore, NewEvent, PartitionKey } from '@microchat/ports/kv-store';
import type { Append } from './append.ts';
import { clientMessageIdReused, membershipChanged } from './append-errors.ts';
import { type ConversationState, findSent } from './conversation-state.ts';
import { loadSegment, newestInRoot } from './load-segment.ts';
import type { NodeIdentity } from './node-id/node-identity.ts';
import { prepareBatch } from './prepare-batch.ts';
import {
  appendedEvent,
  entryColumns,
  entryRow,
  segmentHeadRow,
  segmentKey,
  segmentPartition,
  sentColumns,
  sentRow,
} from './rows.ts';
import type { SegmentHints } from './segment-hints.ts';

/** Answer to an append. */
export interface Appended {
  readonly sent: SentRecord;
  readonly isDuplicate: boolean;
}

export interface ConversationMachineOptions {
  readonly kv: KvStore;
  readonly hints: SegmentHints;
  readonly limits: SegmentLimits;
  readonly identity: NodeIdentity;
}

/** Columns and the SentRow, beside the entry. */
const rowOverheadBytes = 192;

/**
 * What the partition writer needs to know of conversations. A key is a conversation id; its writer goes from segment to
 * segment, so that its queue stays in order when one is closed.
 */
export function conversationMachine(
  options: ConversationMachineOptions,
): PartitionMachine<ConversationState, Append, Appended> {
  const { kv, hints, limits } = options;
  const decider = new AppendDecider(options);
  return {
    locate: async (conversationId) =>
      segmentPartition(conversationId, hints.get(conversationId) ?? (await newestInRoot(kv, conversationId))),
    load: (read, partition) => loadSegment(kv, hints, read, partition),
    prepare: (state, appends) => prepareBatch(kv, limits, state, appends.map(sentKey)),
    decide: (state, appends, environment) => decider.decide(state, appends, environment),
    cost: (append) => ({ rows: 2, bytes: append.bytes + rowOverheadBytes }),
    weigh: (state) => 1 + state.sent.size,
  };
}

class AppendDecider {
  readonly #limits: SegmentLimits;
  readonly #identity: NodeIdentity;

  constructor({ limits, identity }: ConversationMachineOptions) {
    this.#limits = limits;
    this.#identity = identity;
  }

  decide(
    state: ConversationState,
    appends: readonly Append[],
    { nowMs, version }: DecisionEnvironment,
  ): Decision<ConversationState, Appended> {
    // Shared by all conversations, so that ids differ between them too.
    const ticks = this.#identity.current();
    const { segment, lastTick, outcomes } = decideAppends(state.segment, appends, {
      nowMs,
      node: ticks.node,
      lastTick: ticks.lastTick,
      limits: this.#limits,
      findSent: (key) => findSent(state, key),
    });
    ticks.lastTick = lastTick;
    if (outcomes.length === 0) return close(state);
    const replies = outcomes.map(replyTo);
    if (segment === state.segment) return { state, replies };
    return {
      ...writesOf(state, appends, outcomes),
      state: { ...state, segment },
      replies,
      head: segmentHeadRow.encode(segment),
      follows: version === 0 ? predecessorOf(state) : undefined,
    };
  }
}

/** Events of a conversation are ordered over its segments. A closed one never gets another event. */
function predecessorOf({ conversationId, segment }: ConversationState): PartitionKey | undefined {
  return segment.number === 1 ? undefined : segmentKey(conversationId, segment.number - 1);
}

/** The first append needs the next segment: this one gets its link, and the writer goes on there. */
function close(state: ConversationState): Decision<ConversationState, Appended> {
  if (!state.isSentCopied) throw new Error(`segment ${state.segment.number} must not be closed before its copies`);
  const segment = closeSegment(state.segment);
  return { state: { ...state, segment }, replies: [], head: segmentHeadRow.encode(segment), reload: true };
}

function writesOf(
  state: ConversationState,
  appends: readonly Append[],
  outcomes: readonly AppendOutcome[],
): { puts: Column[]; events: NewEvent[] } {
  const puts: Column[] = [];
  const events: NewEvent[] = [];
  const { conversationId } = state;
  for (const [place, append] of appends.entries()) {
    const outcome = outcomes[place];
    if (outcome?.kind !== 'appended') continue;
    const { sent, membershipVersion } = outcome;
    const { index } = sent;
    const entry = entryOf(append, sent, membershipVersion);
    puts.push({ column: entryColumns.of(index), value: entryRow.encode(entry) });
    puts.push({ column: sentColumns.of(append.sentKey), value: sentRow.encode(sent) });
    const value = appendedEvent.encode({ conversationId, entry });
    events.push({ topic: eventTopics.messages, key: conversationId, sequence: index, value });
    state.sent.set(append.sentKey, sent);
  }
  return { puts, events };
}

function entryOf(append: Append, sent: SentRecord, membershipVersion: number) {
  return {
    index: sent.index,
    messageId: `${sent.messageId}`,
    previousMessageId: `${sent.previousMessageId}`,
    count: sent.count,
    senderId: append.senderId,
    clientMessageId: append.clientMessageId,
    content: append.content,
    membershipVersion,
  };
}

function replyTo(outcome: AppendOutcome): Appended | ServiceError {
  switch (outcome.kind) {
    case 'appended':
      return { sent: outcome.sent, isDuplicate: false };
    case 'duplicate':
      return { sent: outcome.sent, isDuplicate: true };
    case 'reused':
      return clientMessageIdReused();
    case 'membership-changed':
      return membershipChanged();
  }
}

function sentKey(append: Append): string {
  return append.sentKey;
}
