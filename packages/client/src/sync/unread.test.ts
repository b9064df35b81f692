import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Message } from '../protocol/frames.ts';
import { addMarks, knowsUnread, countUnread, markOf, type Mark, type Marks } from './unread.ts';

const kinds = ['own', 'counted', 'silent'] as const;

/** The definition: foreign messages after the read position and the own newest message. */
function reference(log: readonly Mark['kind'][], readIndex: number): number {
  const ownLast = log.lastIndexOf('own') + 1;
  const after = Math.max(readIndex, ownLast);
  return log.filter((kind, at) => at + 1 > after && kind === 'counted').length;
}

function marksFrom(log: readonly Mark['kind'][], from: number): Marks {
  return addMarks(
    [],
    log.slice(from - 1).map((kind, offset) => ({ kind, index: from + offset })),
  );
}

describe('unread', () => {
  test('a message that comes again, after it was forgotten, counts once', () => {
    const marks = marksFrom(['counted', 'counted', 'counted'], 1);
    const again = addMarks(marks, [{ index: 2, kind: 'counted' }]);
    const base = { unread: 0, at: 0, readIndex: 0 };
    expect(countUnread({ marks: again, base, readIndex: 0, head: 3 })).toBe(3);
  });

  test('who was removed and comes back starts anew; what others do to the membership never counts', () => {
    const change = (index: number, added: string[], removed: string[]) => {
      const membership = { groupId: 'team', actorId: 'carol', addedUserIds: added, removedUserIds: removed };
      return markOf({ index, senderId: 'carol', content: { membership } } as unknown as Message, 'alice');
    };
    const counted = (index: number): Mark => ({ index, kind: 'counted' });
    const marks = [
      counted(1),
      counted(2),
      change(3, [], ['alice']),
      change(4, ['alice'], []),
      counted(5),
      change(6, ['bob'], []),
    ];
    expect(countUnread({ marks, base: { unread: 0, at: 0, readIndex: 0 }, readIndex: 0, head: 6 })).toBe(1);
  });

  test('is exact after the own last message, however much the server has counted before it knew of that', () => {
    const log = ['counted', 'counted', 'own', 'counted'] as const;
    const inputs = { marks: marksFrom(log, 2), base: { unread: 3, at: 4, readIndex: 0 }, readIndex: 0, head: 4 };
    expect([knowsUnread(inputs), countUnread(inputs)]).toEqual([true, 1]);
  });

  test('is exact when everything after the read position is held', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds), { maxLength: 40 }), fc.nat(45), (log, read) => {
        const readIndex = Math.min(read, log.length);
        const inputs = {
          marks: marksFrom(log, 1),
          base: { unread: 77, at: 0, readIndex: 0 },
          readIndex,
          head: log.length,
        };
        expect(knowsUnread(inputs)).toBe(true);
        expect(countUnread(inputs)).toBe(reference(log, readIndex));
      }),
    );
  });

  test('goes on from what the server counted when only what came since is held', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...kinds), { minLength: 2, maxLength: 40 }),
        fc.nat(100),
        fc.nat(100),
        (log, split, read) => {
          const at = 1 + (split % (log.length - 1));
          const readIndex = read % at;
          const base = { unread: reference(log.slice(0, at), readIndex), at, readIndex };
          const marks = marksFrom(log, at + 1);
          expect(countUnread({ marks, base, readIndex, head: log.length })).toBe(reference(log, readIndex));
        },
      ),
    );
  });

  test('is never negative and zero when everything is read', () => {
    const marks = marksFrom(['counted', 'counted'], 1);
    expect(countUnread({ marks, base: { unread: 5, at: 2, readIndex: 0 }, readIndex: 2, head: 2 })).toBe(0);
    expect(countUnread({ marks: [], base: { unread: 5, at: 9, readIndex: 0 }, readIndex: 9, head: 9 })).toBe(0);
  });

  test('remembers a bounded number of messages and then does not claim to be exact', () => {
    const marks = marksFrom(
      Array.from({ length: 300 }, () => 'counted' as const),
      1,
    );
    expect(marks).toHaveLength(256);
    const inputs = { marks, base: { unread: 300, at: 300, readIndex: 0 }, head: 300 };
    expect(knowsUnread({ ...inputs, readIndex: 10 })).toBe(false);
    expect(knowsUnread({ ...inputs, readIndex: 0 })).toBe(true);
    expect(countUnread({ ...inputs, readIndex: 0 })).toBe(300);
    expect(countUnread({ ...inputs, readIndex: 290 })).toBe(10);
  });

  test('leaves it to the server whether an index without a message counts', () => {
    const marks = marksFrom(['counted', 'counted', 'counted'], 1).filter((mark) => mark.index !== 2);
    const inputs = { marks, base: { unread: 3, at: 2, readIndex: 0 }, readIndex: 0, head: 3 };
    expect(knowsUnread({ ...inputs, base: { ...inputs.base, at: 1 } })).toBe(false);
    expect(knowsUnread(inputs)).toBe(true);
    expect(countUnread(inputs)).toBe(4);
  });

  test('a membership change is silent, the own message is own', () => {
    const message = (senderId: string, content: Message['content']): Message => ({
      messageId: '1',
      conversationId: 'g~team',
      index: 1,
      previousMessageId: '0',
      senderId,
      clientMessageId: 'c',
      content,
    });
    const membership = { groupId: 'team', actorId: 'bob', addedUserIds: ['carol'], removedUserIds: [] };
    expect(markOf(message('bob', { membership }), 'alice').kind).toBe('silent');
    expect(markOf(message('bob', { text: { body: 'hi' } }), 'alice').kind).toBe('counted');
    expect(markOf(message('alice', { text: { body: 'hi' } }), 'alice').kind).toBe('own');
  });
});
