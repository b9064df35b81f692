import { limits } from '@microchat/core/limits';
import type { ServiceError } from '@microchat/core/service-error';
import { eventTopics } from '@microchat/core/topics';
import type { Decision, PartitionMachine, RequestCost } from '@microchat/partition-writer/partition-machine';
import type { Column, KvStore, NewEvent } from '@microchat/ports/kv-store';
import { createGroup, type CreatedGroup, type Creation } from './domain/create-group.ts';
import {
  absentGroup,
  applied,
  findChange,
  type Group,
  type GroupChange,
  type GroupChanges,
  type GroupState,
  type GroupStep,
} from './domain/group-state.ts';
import { unknownMember, type Member } from './domain/member.ts';
import { proposeChange, type Proposal } from './domain/propose-change.ts';
import { renameGroup } from './domain/rename-group.ts';
import { settleChange, type Settled, type Settlement } from './domain/settle-change.ts';
import { changeColumns, changeEvent, changeRow, groupPartition, groupRow, memberColumns, memberRow } from './rows.ts';
import { toWireChange, toWireMember } from './wire.ts';

export type GroupRequest =
  | { readonly kind: 'create'; readonly creation: Creation }
  | { readonly kind: 'propose'; readonly proposal: Proposal }
  | { readonly kind: 'settle'; readonly settlement: Settlement }
  | { readonly kind: 'rename'; readonly name: string };

export type GroupReply = CreatedGroup | GroupChange | Settled | Group;

/** Members kept with a group's state between requests; past it only those that the next requests name. */
const cachedMembersMax = 1_000;

/** What the partition writer needs to know of groups. A key is a group id. */
export function groupMachine(kv: KvStore): PartitionMachine<GroupState, GroupRequest, GroupReply> {
  return {
    load: async (read, groupId) => {
      if (read.version === 0) return absentGroup();
      const { group, settledThrough } = groupRow.decode(read.head);
      if (group === null) throw new Error(`group ${groupId} has an empty row`);
      return { group, settledThrough, changes: await loadChanges(kv, groupId), members: new Map() };
    },
    prepare: (state, requests) => withMembers(kv, state, requests),
    decide: (state, requests) => decide(state, requests),
    cost,
    weigh: (state) => 1 + state.members.size + state.changes.size,
  };
}

async function loadChanges(kv: KvStore, groupId: string): Promise<Map<number, GroupChange>> {
  const { from, to } = changeColumns;
  const rows = await kv.scan(groupPartition(groupId), { from, to, limit: 1_000 });
  const changes = rows.map((row) => changeRow.decode(row.value));
  return new Map(changes.map((change) => [change.version, change]));
}

/** Puts everybody whom the requests name into the state. */
async function withMembers(kv: KvStore, state: GroupState, requests: readonly GroupRequest[]): Promise<GroupState> {
  if (state.group === undefined) return state;
  const kept = state.members.size > cachedMembersMax ? [] : state.members;
  const members = new Map<string, Member>(kept);
  const missing = [...new Set(requests.flatMap((request) => namedUsers(state, request)))].filter(
    (userId) => !members.has(userId),
  );
  if (missing.length > 0) {
    const { values } = await kv.read(groupPartition(state.group.groupId), missing.map(memberColumns.of));
    missing.forEach((userId, place) => {
      const row = values[place];
      members.set(userId, row === undefined ? unknownMember(userId) : memberRow.decode(row));
    });
  }
  return { ...state, members };
}

function namedUsers(state: GroupState, request: GroupRequest): readonly string[] {
  if (request.kind === 'propose') return [...request.proposal.addedUserIds, ...request.proposal.removedUserIds];
  if (request.kind !== 'settle') return [];
  const change = findChange(state, request.settlement.changeId);
  return change === undefined ? [] : [...change.addedUserIds, ...change.removedUserIds];
}

function decide(before: GroupState, requests: readonly GroupRequest[]): Decision<GroupState, GroupReply> {
  let state = before;
  const replies: (GroupReply | ServiceError)[] = [];
  const writes = new CommitRows();
  for (const request of requests) {
    const { reply, changed } = step(state, request);
    replies.push(reply);
    if (changed === undefined) continue;
    state = applied(state, changed);
    writes.add(changed);
  }
  // Nothing to commit: another process may have changed the group since the state was read.
  if (state === before || state.group === undefined) return { state, replies, confirm: true };
  const head = groupRow.encode({ group: state.group, settledThrough: state.settledThrough });
  return { state, replies, head, ...writes.toCommit() };
}

function step(state: GroupState, request: GroupRequest): GroupStep<GroupReply> {
  switch (request.kind) {
    case 'create':
      return createGroup(state, request.creation);
    case 'propose':
      return proposeChange(state, request.proposal);
    case 'settle':
      return settleChange(state, request.settlement);
    case 'rename':
      return renameGroup(state, request.name);
  }
}

/** The rows of several steps, the last value of each; a change is never proposed and forgotten in one commit. */
class CommitRows {
  readonly #puts = new Map<string, Uint8Array>();
  readonly #deletes: string[] = [];
  readonly #events: NewEvent[] = [];

  add({ members, proposed, forgotten }: GroupChanges): void {
    for (const member of members) {
      this.#puts.set(memberColumns.of(member.userId), memberRow.encode(toWireMember(member)));
    }
    if (forgotten !== undefined && forgotten > 0) this.#deletes.push(changeColumns.of(forgotten));
    if (proposed === undefined) return;
    const change = toWireChange(proposed);
    this.#puts.set(changeColumns.of(proposed.version), changeRow.encode(change));
    this.#events.push({
      topic: eventTopics.groups,
      key: proposed.groupId,
      sequence: proposed.version,
      value: changeEvent.encode({ change }),
    });
  }

  toCommit(): { puts: Column[]; deletes: string[]; events: NewEvent[] } {
    const puts = [...this.#puts].map(([column, value]) => ({ column, value }));
    return { puts, deletes: this.#deletes, events: this.#events };
  }
}

/** Column and row of a member: its id in both, its pending change, 8 spans. */
const memberBytesMax = 450;
/** A change's ids and version; each user's id is in its row and in its event. */
const changeBytesMax = 600;
const userIdBytesMax = limits.idCharsMax + 2;

/** An upper bound, because requests are taken into batches before their members are known. */
function cost(request: GroupRequest): RequestCost {
  switch (request.kind) {
    case 'rename':
      return { rows: 0, bytes: 0 };
    case 'settle':
      // Its members, and the deletion of the change that need not be remembered any more.
      return { rows: limits.membersPerChangeMax + 1, bytes: limits.membersPerChangeMax * memberBytesMax };
    default: {
      const users = namedCount(request);
      return { rows: users + 1, bytes: changeBytesMax + users * (memberBytesMax + 2 * userIdBytesMax) };
    }
  }
}

function namedCount(request: Extract<GroupRequest, { kind: 'create' | 'propose' }>): number {
  if (request.kind === 'create') return 1 + request.creation.memberIds.length;
  return request.proposal.addedUserIds.length + request.proposal.removedUserIds.length;
}
