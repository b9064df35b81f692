import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNodeId, messageTimeMs, nextMessageId, nodeIdMax, tickOf } from './message-id.ts';

const timeMs = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
const node = fc.integer({ min: 0, max: nodeIdMax });

describe('message ids', () => {
  test('hold time, sequence and node', () => {
    const nowMs = Date.UTC(2026, 5, 1);
    const id = nextMessageId(0n, 0n, nowMs, 5);
    expect(messageTimeMs(id)).toBe(nowMs);
    expect(id & 511n).toBe(5n);
    expect(nextMessageId(id, 0n, nowMs, 5)).toBe(id + 512n);
  });

  test('a millisecond without a sequence left carries into the next', () => {
    const nowMs = Date.UTC(2026, 5, 1);
    const last = ((BigInt(nowMs) << 12n) | 4095n) << 9n;
    const next = nextMessageId(last, 0n, nowMs, 0);
    expect(messageTimeMs(next)).toBe(nowMs + 1);
    expect(tickOf(next) & 4095n).toBe(0n);
  });

  test('increase in a conversation whatever clocks and nodes do, and stay below 2^63', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(timeMs, node), { minLength: 1, maxLength: 50 }), (steps) => {
        let previous = 0n;
        const lastTicks = new Map<number, bigint>();
        for (const [nowMs, nodeId] of steps) {
          const id = nextMessageId(previous, lastTicks.get(nodeId) ?? 0n, nowMs, nodeId);
          expect(id).toBeGreaterThan(previous);
          expect(id).toBeLessThan(1n << 63n);
          expect(Number(id & 511n)).toBe(nodeId);
          previous = id;
          lastTicks.set(nodeId, tickOf(id));
        }
      }),
    );
  });

  test('of one node never repeat, over all conversations', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 3 }), timeMs), { maxLength: 100 }), (steps) => {
        const heads = [0n, 0n, 0n, 0n];
        const given = new Set<bigint>();
        let lastTick = 0n;
        for (const [conversation, nowMs] of steps) {
          const id = nextMessageId(heads[conversation] ?? 0n, lastTick, nowMs, 1);
          expect(given.has(id)).toBe(false);
          given.add(id);
          heads[conversation] = id;
          lastTick = tickOf(id);
        }
      }),
    );
  });

  test('end with a clear error', () => {
    expect(() => nextMessageId(0n, 0n, 2 ** 42, 0)).toThrow(RangeError);
    expect(nextMessageId(0n, 0n, 2 ** 42 - 1, nodeIdMax)).toBeLessThan(1n << 63n);
  });

  test('nodes are numbered 0 to 511', () => {
    expect([0, 511].every(isNodeId)).toBe(true);
    expect([-1, 512, 1.5, Number.NaN].some(isNodeId)).toBe(false);
  });
});
