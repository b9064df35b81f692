import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presentEntry, type StoredEntry, type StoredGroupHead, type StoredHead } from './present-entry.ts';

const single: StoredEntry = {
  conversationId: 's~alice~bob',
  peerId: 'bob',
  groupId: '',
  head: { index: 12, messageId: '120', previousMessageId: '110', count: 12 },
  readIndex: 5,
  readCount: 5,
  ownIndex: 9,
  ownCount: 9,
  peerReadIndex: 8,
  joinIndex: 0,
  joinCount: 0,
  leftIndex: 0,
  muted: false,
  pinned: true,
  hiddenThrough: 0,
  markedUnread: false,
  draft: '',
  clearedThrough: 0,
  clearedCount: 0,
  deleted: [],
  attributesVersion: 4,
};

const member: StoredEntry = {
  ...single,
  conversationId: 'g~team',
  peerId: '',
  groupId: 'team',
  head: null,
  readIndex: 0,
  readCount: 0,
  ownIndex: 0,
  ownCount: 0,
  peerReadIndex: 0,
  joinIndex: 4,
  joinCount: 2,
  pinned: false,
};

const record: StoredGroupHead = {
  head: { index: 10, messageId: '100', previousMessageId: '90', count: 7 },
  ownIndex: 0,
  ownCount: 0,
};

describe('presentEntry', () => {
  test('a single chat shows its own head; own sends count as read', () => {
    expect(presentEntry(single)).toEqual({
      conversationId: 's~alice~bob',
      type: 'SINGLE',
      peerId: 'bob',
      head: { index: 12, messageId: '120', previousMessageId: '110' },
      readIndex: 5,
      peerReadIndex: 8,
      unread: 3,
      muted: false,
      pinned: true,
      left: false,
      hidden: false,
      hiddenThrough: 0,
      markedUnread: false,
      draft: '',
      clearedThrough: 0,
      deleted: [],
      attributesVersion: 4,
    });
  });

  test('is hidden until the head is beyond what was hidden', () => {
    expect(presentEntry({ ...single, hiddenThrough: 12 }).hidden).toBe(true);
    expect(presentEntry({ ...single, hiddenThrough: 13 }).hidden).toBe(true);
    expect(presentEntry({ ...single, hiddenThrough: 11 }).hidden).toBe(false);
    expect(presentEntry({ ...single, head: null }).hidden).toBe(false);
  });

  test('what was cleared is not unread, what came after it is', () => {
    expect(presentEntry({ ...single, clearedThrough: 10, clearedCount: 10 })).toMatchObject({
      head: { index: 12 },
      unread: 2,
    });
    expect(presentEntry({ ...single, clearedThrough: 12, clearedCount: 12 }).unread).toBe(0);
    expect(presentEntry({ ...member, clearedThrough: 8, clearedCount: 6 }, record).unread).toBe(1);
  });

  test('a single chat whose head is not recorded yet shows none', () => {
    expect(presentEntry({ ...single, head: null })).toMatchObject({ head: { index: 0, messageId: '0' }, unread: 0 });
  });

  test('a group shows the head of its record, unread since joining', () => {
    const entry = presentEntry(member, record);
    expect(entry).toMatchObject({ type: 'GROUP', groupId: 'team', head: { index: 10 }, unread: 5, left: false });
    expect(entry).not.toHaveProperty('peerId');
  });

  test('the own last send in a group comes from the record', () => {
    expect(presentEntry(member, { ...record, ownIndex: 9, ownCount: 6 }).unread).toBe(1);
  });

  test('a head from before joining is not shown', () => {
    const late = { ...member, joinIndex: 11, joinCount: 7 };
    expect(presentEntry(late, record)).toMatchObject({ head: { index: 0, messageId: '0' }, unread: 0 });
  });

  test('a left group keeps the head of the removal, whatever the group does', () => {
    const head: StoredHead = { index: 8, messageId: '80', previousMessageId: '70', count: 5 };
    const left = { ...member, head, leftIndex: 8 };
    const grown = { ...record, head: { index: 90, messageId: '900', previousMessageId: '890', count: 80 } };
    expect(presentEntry(left, grown)).toMatchObject({ head: { index: 8, messageId: '80' }, unread: 3, left: true });
    expect(presentEntry(left, { ...grown, ownIndex: 7, ownCount: 4 }).unread).toBe(1);
    expect(presentEntry(left)).toMatchObject({ head: { index: 8 }, left: true });
  });

  test('a removal that is known before its joining shows nothing', () => {
    const head: StoredHead = { index: 8, messageId: '80', previousMessageId: '70', count: 5 };
    const left = { ...member, head, leftIndex: 8, joinIndex: 0, joinCount: 0 };
    expect(presentEntry(left, record)).toMatchObject({ head: { index: 0 }, unread: 0, left: true });
  });

  test('unread is never negative, whatever the order in which the parts arrived', () => {
    const place = fc.nat(1_000).chain((index) => fc.nat(index).map((count) => ({ index, count })));
    fc.assert(
      fc.property(place, place, place, place, place, fc.boolean(), (head, read, own, join, cleared, isGroup) => {
        const stored = { ...head, messageId: '1', previousMessageId: '0' };
        const entry = {
          ...(isGroup ? member : single),
          head: isGroup ? null : stored,
          readIndex: read.index,
          readCount: read.count,
          joinIndex: join.index,
          joinCount: join.count,
          clearedThrough: cleared.index,
          clearedCount: cleared.count,
        };
        const group = { head: stored, ownIndex: own.index, ownCount: own.count };
        expect(presentEntry(entry, group).unread).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
