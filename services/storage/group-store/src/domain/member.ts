import type { VisibleSpan } from '@microchat/core/group-visibility';

export type MemberState = 'UNKNOWN' | 'JOINING' | 'MEMBER' | 'LEAVING' | 'LEFT';

/** What happens to one user: a change that names them is proposed, or the one that they wait for settles. */
export type MemberEvent = 'add' | 'remove' | 'settle';

/** Next state of one state for each event. */
export interface MemberRow extends Record<MemberEvent, MemberState | 'CHANGE_PENDING'> {
  readonly settle: MemberState;
}

export interface Member {
  readonly userId: string;
  readonly state: MemberState;
  readonly owner: boolean;
  /** Oldest first, inclusive, at most `memberSpansMax`. */
  readonly spans: readonly VisibleSpan[];
  /** While JOINING or LEAVING: the change that settles it, and who proposed it. Else empty. */
  readonly pendingChangeId: string;
  readonly pendingActorId: string;
}

/** Times in a group that are remembered; older history is no longer shown to a member who came back that often. */
export const memberSpansMax = 8;

/**
 * Everything that can happen to a member. `CHANGE_PENDING`: an opposite change of this user must settle first, so that a
 * member never waits for two changes and its one pending change always tells the boundary of what it may see.
 */
export const memberTransitions: Record<MemberState, MemberRow> = {
  UNKNOWN: { add: 'JOINING', remove: 'UNKNOWN', settle: 'UNKNOWN' },
  JOINING: { add: 'JOINING', remove: 'CHANGE_PENDING', settle: 'MEMBER' },
  MEMBER: { add: 'MEMBER', remove: 'LEAVING', settle: 'MEMBER' },
  LEAVING: { add: 'CHANGE_PENDING', remove: 'LEAVING', settle: 'LEFT' },
  LEFT: { add: 'JOINING', remove: 'LEFT', settle: 'LEFT' },
};

/** Somebody who never was in the group. */
export function unknownMember(userId: string): Member {
  return { userId, state: 'UNKNOWN', owner: false, spans: [], pendingChangeId: '', pendingActorId: '' };
}

/** Counts for the group's size from the moment the change is proposed. */
export function isCurrent(member: Member): boolean {
  return member.state === 'JOINING' || member.state === 'MEMBER';
}

/** The member once a change that adds or removes it is proposed; undefined if it is or gets there already. */
export function proposed(
  member: Member,
  event: 'add' | 'remove',
  change: { readonly changeId: string; readonly actorId: string },
): Member | 'CHANGE_PENDING' | undefined {
  const state = memberTransitions[member.state][event];
  if (state === 'CHANGE_PENDING') return state;
  if (state === member.state) return undefined;
  return { ...member, state, pendingChangeId: change.changeId, pendingActorId: change.actorId };
}

/** The member once its pending change became the log entry at `index`; undefined if it waits for another one or none. */
export function settled(member: Member, changeId: string, index: number): Member | undefined {
  if (member.pendingChangeId !== changeId) return undefined;
  const spans = member.state === 'JOINING' ? opened(member.spans, index) : closed(member.spans, index);
  const state = memberTransitions[member.state].settle;
  return { ...member, state, spans, pendingChangeId: '', pendingActorId: '' };
}

function opened(spans: readonly VisibleSpan[], index: number): VisibleSpan[] {
  return [...spans, { fromIndex: index, toIndex: 0 }].slice(-memberSpansMax);
}

function closed(spans: readonly VisibleSpan[], index: number): VisibleSpan[] {
  return spans.map((span) => (span.toIndex === 0 ? { fromIndex: span.fromIndex, toIndex: index } : span));
}
