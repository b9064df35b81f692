import { expect, test } from 'vitest';

import { GroupBook } from './group-book.ts';

function setUp(members: readonly string[]) {
  let calls = 0;
  let changes = 0;
  const rest = {
    group: async (groupId: string) => {
      calls += 1;
      if (groupId === 'gone') throw new Error('not found');
      return { groupId, conversationId: `g~${groupId}`, name: 'Team' };
    },
    members: async () => {
      calls += 1;
      return members;
    },
  };
  const book = new GroupBook(rest, () => {
    changes += 1;
  });
  return { book, calls: () => calls, changes: () => changes };
}

test('a name is asked for once, and shown when it is there', async () => {
  const { book, calls, changes } = setUp([]);
  expect([book.nameOf('g'), book.nameOf('g')]).toEqual(['', '']);
  await expect.poll(changes).toBe(1);
  expect([book.nameOf('g'), calls()]).toEqual(['Team', 1]);
});

test('a group that is gone has no name and is left alone', async () => {
  const { book, calls } = setUp([]);
  book.nameOf('gone');
  await Promise.resolve();
  expect([book.nameOf('gone'), calls()]).toEqual(['', 1]);
});

test('many members are counted, and asked for again when they change', async () => {
  const { book, calls, changes } = setUp(['alice', 'bob', 'carol', 'dave', 'erin']);
  book.membersOf('g');
  await expect.poll(changes).toBe(1);
  expect(book.membersOf('g')).toBe('alice, bob, carol and 2 more');
  book.membersChanged('g');
  book.membersOf('g');
  expect(calls()).toBe(2);
});
