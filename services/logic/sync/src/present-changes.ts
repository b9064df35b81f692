import { presentEntry } from '@microchat/core/conversation-list/present-entry';
import type { Changes } from '@microchat/proto/microchat/client/v1/Changes';
import type { ChangesRead } from './change-reader.ts';

/** What was read, as clients see it. */
export function presentChanges(read: ChangesRead): Changes {
  return {
    conversations: read.conversations.map(({ entry, groupHead }) => presentEntry(entry, groupHead)),
    cursor: read.cursor,
    hasMore: read.hasMore,
    reset: read.reset,
  };
}
