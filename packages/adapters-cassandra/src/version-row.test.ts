import { kvLimits } from '@microchat/ports/kv-store';
import { expect, test } from 'vitest';
import { recentCommitIds, recentSlot } from './version-row.ts';

test.each([0, 1, 2, 15, 16, 17, 33, 1_000])('the last ids of version %i, newest last', (version) => {
  const slots: Record<number, string> = {};
  for (let made = 1; made <= version; made++) slots[recentSlot(made)] = `commit-${made}`;
  const all = Array.from({ length: version }, (_, at) => `commit-${at + 1}`);
  expect(recentCommitIds(version, slots)).toEqual(all.slice(-kvLimits.recentCommitIds));
});
