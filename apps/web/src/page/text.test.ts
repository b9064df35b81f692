import { describe, expect, test } from 'vitest';

import { splitNames } from './group-dialog.ts';
import { describeContent } from './message-text.ts';
import { readRoute, toHash } from './route.ts';
import { isSameDay } from './time-text.ts';

describe('a content in one line', () => {
  const change = (actorId: string, addedUserIds: string[], removedUserIds: string[] = []) =>
    describeContent({ membership: { groupId: 'g', actorId, addedUserIds, removedUserIds } }, 'alice');

  test.each([
    [change('bob', ['alice']), 'Bob added you'],
    [change('alice', ['alice', 'bob', 'carol']), 'You added bob, carol'],
    [change('bob', ['a', 'b', 'c', 'd', 'e']), 'Bob added a, b, c and 2 more'],
    [change('bob', ['bob']), 'Bob joined'],
    [change('bob', [], ['bob']), 'Bob left'],
    [change('bob', [], ['alice']), 'Bob removed you'],
    [describeContent({ text: { body: 'hi' } }, 'alice'), 'hi'],
    [describeContent({ custom: { type: 'com.example.order', data: '' } }, 'alice'), '[com.example.order]'],
    [describeContent({}, 'alice'), '[a kind of message that this page does not know]'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

test('the address holds user and chat, whatever characters they have', () => {
  const route = { userId: 'a.b:c@d-e', conversationId: 's~a.b:c@d-e~bob' };
  expect(readRoute(toHash(route))).toEqual(route);
  expect(readRoute('#user=alice')).toEqual({ userId: 'alice', conversationId: '' });
  expect(readRoute('')).toEqual({ userId: '', conversationId: '' });
});

test('names are split at commas and spaces, each once', () => {
  expect(splitNames(' bob, carol;dave  bob,')).toEqual(['bob', 'carol', 'dave']);
});

test('days are those of the calendar', () => {
  const morning = new Date(2026, 5, 1, 0, 10).getTime();
  expect(isSameDay(morning, new Date(2026, 5, 1, 23, 50).getTime())).toBe(true);
  expect(isSameDay(morning, new Date(2026, 4, 31, 23, 50).getTime())).toBe(false);
});
