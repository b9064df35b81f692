import { expect, it } from 'vitest';
import { newestOwnSends } from './newest-own-sends.ts';

it('keeps one position per sender, the newest', () => {
  const entries = [
    { senderId: 'alice', index: 1, count: 1 },
    { senderId: 'bob', index: 2, count: 2 },
    { senderId: 'alice', index: 3, count: 3 },
  ];
  expect(newestOwnSends(entries)).toEqual([
    { userId: 'alice', index: 3, count: 3 },
    { userId: 'bob', index: 2, count: 2 },
  ]);
});
