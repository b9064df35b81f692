import { expect, test } from 'vitest';

import type { StoredConversation } from '../data/store.ts';
import { newConversation } from './conversation-state.ts';
import { upgraded } from './upgrade-stored.ts';

test('a conversation that an older version stored has what it lacks', () => {
  const { fetch: _fetch, hidden: _hidden, attributesVersion: _version, ...old } = newConversation('g~team', 4);
  const listing = { type: 'GROUP', peerId: '', groupId: 'team', muted: true, pinned: false, left: false };
  const stored = upgraded({ ...old, listing } as unknown as StoredConversation);
  expect(stored).toMatchObject({
    head: 4,
    attributesVersion: 0,
    hidden: { clearedThrough: 0, deleted: [] },
    listing: { muted: true, hiddenThrough: 0, markedUnread: false, draft: '' },
  });
});
