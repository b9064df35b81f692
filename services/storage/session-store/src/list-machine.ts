import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import { eventTopics } from '@microchat/core/topics';
import type { Decision, PartitionMachine } from '@microchat/partition-writer/partition-machine';
import type { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import type { Column, KvStore, NewEvent } from '@microchat/ports/kv-store';
import { bulkBytes } from './domain/bulk.ts';
import {
  conversationsPerCommit,
  decideList,
  type EntryChange,
  type KnownList,
  type ListEvent,
  type Refusal,
} from './domain/list-decision.ts';
import type { ListRequest } from './domain/list-request.ts';
import type { ListEntry } from './domain/list-entry.ts';
import {
  conversationIdRow,
  entryColumn,
  listEntryRow,
  listHeadRow,
  listPartition,
  membershipColumns,
  sessionEvent,
  versionColumns,
} from './rows.ts';

/** The part of a list that its writer keeps: the head, and the entries that were needed last. */
export interface ListState extends KnownList {
  readonly userId: string;
  /** Least recently needed first. */
  readonly entries: Map<string, ListEntry | null>;
}

export interface ListReply {
  readonly listVersion: number;
  readonly entry: ListEntry;
}

/** The writers of all lists, by user id. */
export type ListWriters = PartitionWriters<ListState, ListRequest, ListReply>;

/** Lists have thousands of entries and few of them move at a time. */
const entriesKeptMax = 32;

/** Decides on the requests for one user's list. */
export function listMachine(kv: KvStore): PartitionMachine<ListState, ListRequest, ListReply> {
  return {
    load: ({ version, head }, userId) => {
      const { listVersion, eventSequence } = version === 0 ? emptyHead : listHeadRow.decode(head);
      return { userId, listVersion, eventSequence, entries: new Map() };
    },
    prepare: (state, requests) => withEntries(kv, state, requests),
    decide: (state, requests) => {
      const decision = decideList(state, requests);
      const { listVersion, eventSequence, changes } = decision;
      // An entry newer than the list: another instance has written since the head was read. Its version may be the one
      // that this decision gives, so there is no such commit to try; the requests are decided on again.
      if (changes.some((change) => change.previousVersion > state.listVersion)) {
        return { state, replies: [], reload: true };
      }
      for (const { entry } of changes) state.entries.set(entry.conversationId, entry);
      return {
        state: { ...state, listVersion, eventSequence },
        replies: decision.replies.map((entry) => (typeof entry === 'string' ? refused(entry) : { listVersion, entry })),
        confirm: mustBeCurrent(decision.replies, requests),
        ...(changes.length === 0 ? {} : commitOf(state.userId, decision)),
      };
    },
    // Most requests of a batch fall on a few conversations and cost nothing: the decision itself cuts what does not fit.
    cost: ({ conversationId }) => ({ rows: 0, bytes: conversationId.length }),
    weigh: ({ entries }) => entries.values().reduce((weight, entry) => weight + weightOf(entry), 1),
  };
}

/** In entries of the usual size. */
function weightOf(entry: ListEntry | null): number {
  return 1 + (entry === null ? 0 : Math.round(bulkBytes(entry) / usualEntryBytes));
}

const usualEntryBytes = 400;

/**
 * Another instance may have written since the state was read. Nearly all answers hold nevertheless, because entries only
 * grow; not that there is no entry or no room in it, and not where a reader stands or what was wished for: it would see that go back.
 */
function mustBeCurrent(replies: readonly (ListEntry | Refusal)[], requests: readonly ListRequest[]): boolean {
  return replies.some((entry, place) => typeof entry === 'string' || isAnsweredAsOf(requests[place]));
}

function isAnsweredAsOf(request: ListRequest | undefined): boolean {
  return request?.kind === 'read' || request?.kind === 'attributes' || request?.kind === 'hide';
}

const emptyHead = { listVersion: 0, eventSequence: 0 };

/** Reads the entries that the next decision can take and forgets those that were not needed for longest. */
async function withEntries(kv: KvStore, state: ListState, requests: readonly ListRequest[]): Promise<ListState> {
  const needed = new Set<string>();
  for (const { conversationId } of requests) {
    if (needed.size < conversationsPerCommit) needed.add(conversationId);
  }
  const missing: string[] = [];
  for (const conversationId of needed) {
    const entry = state.entries.get(conversationId);
    if (entry === undefined) {
      missing.push(conversationId);
      continue;
    }
    state.entries.delete(conversationId);
    state.entries.set(conversationId, entry);
  }
  if (missing.length > 0) {
    const { values } = await kv.read(listPartition(state.userId), missing.map(entryColumn));
    missing.forEach((conversationId, at) => {
      const row = values[at];
      state.entries.set(conversationId, row === undefined ? null : listEntryRow.decode(row));
    });
  }
  for (const conversationId of state.entries.keys()) {
    if (state.entries.size <= entriesKeptMax) break;
    state.entries.delete(conversationId);
  }
  return state;
}

function commitOf(
  userId: string,
  { listVersion, eventSequence, changes, events }: ReturnType<typeof decideList>,
): Pick<Decision<ListState, ListReply>, 'head' | 'puts' | 'deletes' | 'events'> {
  return {
    head: listHeadRow.encode({ listVersion, eventSequence }),
    puts: changes.flatMap(putsOf),
    deletes: changes
      .filter(({ previousVersion }) => previousVersion > 0)
      .map(({ previousVersion }) => versionColumns.of(previousVersion)),
    events: events.map((event) => eventOf(userId, event)),
  };
}

function putsOf({ entry, previousVersion }: EntryChange): Column[] {
  const { conversationId, groupId, changeVersion } = entry;
  const conversation = conversationIdRow.encode(conversationId);
  const puts: Column[] = [
    { column: entryColumn(conversationId), value: listEntryRow.encode(entry) },
    { column: versionColumns.of(changeVersion), value: conversation },
  ];
  if (groupId !== '' && previousVersion === 0)
    puts.push({ column: membershipColumns.of(groupId), value: conversation });
  return puts;
}

function eventOf(userId: string, { kind, sequence, entry }: ListEvent): NewEvent {
  const value = sessionEvent.encode({ userId, [kind]: { entry } });
  return { topic: eventTopics.sessions, key: userId, sequence, value };
}

function refused(refusal: Refusal): ServiceError {
  if (refusal === 'full') {
    return new ServiceError('RESOURCE_EXHAUSTED', {
      reason: 'TOO_MANY_DELETED',
      message: `at most ${limits.deletedRangesMax} separate ranges of deleted messages a conversation are kept`,
      field: 'indexes',
    });
  }
  return new ServiceError('NOT_FOUND', {
    reason: 'CONVERSATION_NOT_FOUND',
    message: 'no such conversation in this list',
    field: 'conversationId',
  });
}
