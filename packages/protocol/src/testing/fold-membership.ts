import type { VisibleSpan } from '@microchat/core/group-visibility';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { expect } from 'vitest';
import { decodeContent } from '../content.ts';

/** What the log of a group says about its members: the truth that everything else must agree with. */
export interface FoldedMembership {
  /** In order of their ids. */
  readonly memberIds: string[];
  readonly spans: ReadonlyMap<string, VisibleSpan[]>;
}

/** Goes through a group's log, oldest entry first. Nobody may be added twice, or removed without having been added. */
export function foldMembership(entries: readonly LogEntry__Output[]): FoldedMembership {
  const spans = new Map<string, VisibleSpan[]>();
  for (const { index, content } of entries) {
    const change = decodeContent(content).membership;
    for (const userId of change?.addedUserIds ?? []) {
      const before = spans.get(userId) ?? [];
      expect(before.at(-1)?.toIndex, `${userId} is added while a member`).not.toBe(0);
      spans.set(userId, [...before, { fromIndex: index, toIndex: 0 }]);
    }
    for (const userId of change?.removedUserIds ?? []) {
      const before = spans.get(userId) ?? [];
      const open = before.at(-1);
      expect(open?.toIndex, `${userId} is removed while no member`).toBe(0);
      spans.set(userId, [...before.slice(0, -1), { fromIndex: open?.fromIndex ?? 0, toIndex: index }]);
    }
  }
  const memberIds = [...spans.keys()].filter((userId) => spans.get(userId)?.at(-1)?.toIndex === 0);
  return { memberIds: memberIds.sort(), spans };
}
