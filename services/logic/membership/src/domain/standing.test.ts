import { describe, expect, it } from 'vitest';
import { refusal, standingOf, verdicts, type GroupAction, type KnownMember, type Standing } from './standing.ts';

describe('standingOf', () => {
  const table: [KnownMember['state'], boolean, Standing][] = [
    ['UNKNOWN', false, 'STRANGER'],
    ['JOINING', false, 'MEMBER'],
    ['JOINING', true, 'OWNER'],
    ['MEMBER', false, 'MEMBER'],
    ['MEMBER', true, 'OWNER'],
    ['LEAVING', false, 'FORMER'],
    ['LEFT', false, 'FORMER'],
  ];

  it.each(table)('%s, owner %s: %s', (state, owner, expected) => {
    expect(standingOf({ state, owner })).toBe(expected);
  });

  it('is a stranger without a membership', () => {
    expect(standingOf(undefined)).toBe('STRANGER');
  });
});

describe('refusal', () => {
  const actions = Object.keys(verdicts.OWNER) as GroupAction[];

  it('never tells those outside that the group exists', () => {
    for (const action of actions) {
      expect(refusal('STRANGER', action)).toMatchObject({ code: 'NOT_FOUND', reason: 'GROUP_NOT_FOUND' });
      if (action !== 'LEAVE') expect(refusal('FORMER', action)).toEqual(refusal('STRANGER', action));
    }
  });

  it('lets members see and leave, nothing else', () => {
    const allowed = actions.filter((action) => refusal('MEMBER', action) === undefined);
    expect(allowed).toEqual(['SEE', 'LEAVE']);
  });

  it('lets the owner do everything but leave', () => {
    const refused = actions.filter((action) => refusal('OWNER', action) !== undefined);
    expect(refused).toEqual(['LEAVE']);
    expect(refusal('OWNER', 'LEAVE')).toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'OWNER_CANNOT_LEAVE' });
  });
});
