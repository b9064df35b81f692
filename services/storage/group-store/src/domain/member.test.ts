import { describe, expect, it } from 'vitest';
import {
  isCurrent,
  memberSpansMax,
  memberTransitions,
  proposed,
  settled,
  unknownMember,
  type Member,
  type MemberEvent,
  type MemberState,
} from './member.ts';

const change = { changeId: 'c-2', actorId: 'alice' };

function member(state: MemberState): Member {
  const isPending = state === 'JOINING' || state === 'LEAVING';
  const spans = state === 'UNKNOWN' || state === 'JOINING' ? [] : [{ fromIndex: 3, toIndex: state === 'LEFT' ? 6 : 0 }];
  return {
    userId: 'bob',
    state,
    owner: false,
    spans,
    pendingChangeId: isPending ? 'c-1' : '',
    pendingActorId: isPending ? 'alice' : '',
  };
}

describe('a member, state by event', () => {
  const table: [MemberState, MemberEvent, MemberState | 'CHANGE_PENDING'][] = [
    ['UNKNOWN', 'add', 'JOINING'],
    ['UNKNOWN', 'remove', 'UNKNOWN'],
    ['UNKNOWN', 'settle', 'UNKNOWN'],
    ['JOINING', 'add', 'JOINING'],
    ['JOINING', 'remove', 'CHANGE_PENDING'],
    ['JOINING', 'settle', 'MEMBER'],
    ['MEMBER', 'add', 'MEMBER'],
    ['MEMBER', 'remove', 'LEAVING'],
    ['MEMBER', 'settle', 'MEMBER'],
    ['LEAVING', 'add', 'CHANGE_PENDING'],
    ['LEAVING', 'remove', 'LEAVING'],
    ['LEAVING', 'settle', 'LEFT'],
    ['LEFT', 'add', 'JOINING'],
    ['LEFT', 'remove', 'LEFT'],
    ['LEFT', 'settle', 'LEFT'],
  ];

  it('covers every cell', () => {
    const states = Object.keys(memberTransitions).length;
    expect(new Set(table.map(([state, event]) => `${state} ${event}`)).size).toBe(states * 3);
  });

  it.each(table)('%s, %s: %s', (state, event, expected) => {
    const before = member(state);
    const after = event === 'settle' ? settled(before, 'c-1', 9) : proposed(before, event, change);
    if (expected === 'CHANGE_PENDING') expect(after).toBe('CHANGE_PENDING');
    else if (expected === state) expect(after).toBeUndefined();
    else expect(after).toMatchObject({ state: expected });
  });
});

describe('proposed', () => {
  it('remembers which change settles it', () => {
    expect(proposed(unknownMember('bob'), 'add', change)).toEqual({
      ...unknownMember('bob'),
      state: 'JOINING',
      pendingChangeId: 'c-2',
      pendingActorId: 'alice',
    });
  });

  it('keeps what a leaving member may see until the boundary is known', () => {
    expect(proposed(member('MEMBER'), 'remove', change)).toMatchObject({ spans: [{ fromIndex: 3, toIndex: 0 }] });
  });
});

describe('settled', () => {
  it('opens a span at the entry that adds', () => {
    expect(settled(member('JOINING'), 'c-1', 9)).toMatchObject({
      state: 'MEMBER',
      spans: [{ fromIndex: 9, toIndex: 0 }],
      pendingChangeId: '',
      pendingActorId: '',
    });
  });

  it('closes the open span at the entry that removes, inclusively', () => {
    expect(settled(member('LEAVING'), 'c-1', 9)).toMatchObject({
      state: 'LEFT',
      spans: [{ fromIndex: 3, toIndex: 9 }],
    });
  });

  it('ignores a change that the member does not wait for', () => {
    expect(settled(member('LEAVING'), 'c-0', 9)).toBeUndefined();
  });

  it('keeps the last spans of somebody who comes and goes', () => {
    let bob = unknownMember('bob');
    for (let index = 1; index <= 2 * (memberSpansMax + 2); index += 1) {
      const event = isCurrent(bob) ? 'remove' : 'add';
      const pending = proposed(bob, event, { changeId: `c-${index}`, actorId: 'alice' }) as Member;
      bob = settled(pending, `c-${index}`, index) as Member;
    }
    expect(bob.spans).toHaveLength(memberSpansMax);
    expect(bob.spans.at(0)).toEqual({ fromIndex: 5, toIndex: 6 });
    expect(bob.spans.at(-1)).toEqual({ fromIndex: 19, toIndex: 20 });
  });
});
