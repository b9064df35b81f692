import { singleConversationId } from '@microchat/core/ids';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deviceCursorLimits, growCursor } from './device-cursor.ts';

const empty = new Map<string, number>();

function position(conversationId: string, index: number) {
  return { conversationId, index };
}

describe('growCursor', () => {
  test('keeps the larger index', () => {
    const cursor = growCursor('alice', empty, [position('g~a', 5), position('g~b', 2), position('g~a', 3)]);
    expect([...cursor]).toEqual([
      ['g~a', 5],
      ['g~b', 2],
    ]);
  });

  test('is the same cursor when nothing grew', () => {
    const cursor = growCursor('alice', empty, [position('g~a', 5)]);
    expect(growCursor('alice', cursor, [position('g~a', 5), position('g~a', 1)])).toBe(cursor);
    expect(growCursor('alice', cursor, [])).toBe(cursor);
  });

  test('drops what was saved longest ago past 1 000 conversations', () => {
    const all = Array.from({ length: 1_000 }, (_, at) => position(`g~${at}`, 1));
    const full = growCursor('alice', empty, all);
    const refreshed = growCursor('alice', full, [position('g~0', 2)]);
    const over = growCursor('alice', refreshed, [position('g~new', 1)]);
    expect(over.size).toBe(deviceCursorLimits.conversationsMax);
    expect(over.has('g~1')).toBe(false);
    expect([...over.keys()].slice(-2)).toEqual(['g~0', 'g~new']);
  });

  test('drops what was saved longest ago past the size of a row', () => {
    const longIds = Array.from({ length: 1_000 }, (_, at) => position(`g~${String(at).padStart(64, 'x')}`, 1));
    const cursor = growCursor('alice', empty, longIds);
    expect(cursor.size).toBe(Math.floor(deviceCursorLimits.rowBytesMax / 74));
    expect([...cursor.keys()].at(-1)).toBe(longIds.at(-1)?.conversationId);
  });

  test('does not count the own id in single chats', () => {
    const userId = 'u'.repeat(64);
    const chats = Array.from({ length: 1_000 }, (_, at) => position(singleConversationId(userId, `peer-${at}`), 1));
    expect(growCursor(userId, empty, chats).size).toBe(1_000);
  });

  test('ends with the same positions whatever the order', () => {
    const positions = fc.array(
      fc.record({ conversationId: fc.constantFrom('g~a', 'g~b', 's~alice~bob'), index: fc.nat(20) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(positions, positions, (first, second) => {
        const oneWay = growCursor('alice', growCursor('alice', empty, first), second);
        const otherWay = growCursor('alice', growCursor('alice', empty, second), first);
        expect(Object.fromEntries(otherWay)).toEqual(Object.fromEntries(oneWay));
      }),
    );
  });
});
