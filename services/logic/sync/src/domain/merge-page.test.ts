import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNewer, mergePage } from './merge-page.ts';

interface Change {
  readonly messageId: string;
  readonly entry: string;
}

/** Walks all pages like a client would, against a store that answers `pageSize` singles at a time. */
function walk(singles: readonly (Change & { version: number })[], groups: readonly Change[], limit: number) {
  const seen: string[] = [];
  let from: { belowVersion: number; belowMessageId?: string } = { belowVersion: 0 };
  for (let page = 0; page < 1_000; page += 1) {
    const rest = singles.filter((single) => from.belowVersion === 0 || single.version < from.belowVersion);
    const restGroups = groups.filter(
      ({ messageId }) => from.belowMessageId === undefined || isNewer(from.belowMessageId, messageId),
    );
    const merged = mergePage(rest.slice(0, limit), rest.length > limit, restGroups, limit, from);
    seen.push(...merged.entries);
    if (merged.next === undefined) return seen;
    expect(merged.entries.length).toBeGreaterThan(0);
    from = merged.next;
  }
  throw new Error('paging does not end');
}

describe('mergePage', () => {
  it('shows every change exactly once over all pages, whatever the order of versions and messages', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 1e6 }), { maxLength: 60 });
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 12 }), fc.nat(), (messageIds, limit, split) => {
        const cut = messageIds.length === 0 ? 0 : split % messageIds.length;
        const singles = messageIds
          .slice(0, cut)
          .map((id, at) => ({ version: cut - at, messageId: String(id), entry: `s${id}` }));
        const groups = messageIds
          .slice(cut)
          .sort((left, right) => right - left)
          .map((id) => ({ messageId: String(id), entry: `g${id}` }));
        const seen = walk(singles, groups, limit);
        expect(seen.toSorted()).toEqual([...singles, ...groups].map(({ entry }) => entry).toSorted());
      }),
    );
  });

  it('takes the newest of both streams first', () => {
    const singles = [
      { version: 2, messageId: '30', entry: 's30' },
      { version: 1, messageId: '9', entry: 's9' },
    ];
    const groups = [
      { messageId: '100', entry: 'g100' },
      { messageId: '10', entry: 'g10' },
    ];
    expect(mergePage(singles, false, groups, 3, { belowVersion: 0 })).toEqual({
      entries: ['g100', 's30', 'g10'],
      hasMore: true,
      next: { belowVersion: 2, belowMessageId: '10' },
    });
  });
});
