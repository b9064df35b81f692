import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoredPositions } from './stored-positions.ts';

const conversationId = 's~alice~bob';
const range = (fromIndex: number, toIndex = fromIndex) => ({ conversationId, fromIndex, toIndex });

describe('stored positions', () => {
  it('follows acknowledged frames from the first entry on', () => {
    const positions = new StoredPositions(10);
    positions.acknowledge(range(1, 3));
    positions.acknowledge(range(4));
    expect(positions.take(10)).toEqual([{ conversationId, index: 4 }]);
    expect(positions.take(10)).toEqual([]);
  });

  it('ack over a hole: it is not passed until the client claims what is behind it', () => {
    const positions = new StoredPositions(10);
    positions.acknowledge(range(11, 12));
    expect(positions.unsaved).toBe(0);
    expect(positions.claim({ conversationId, index: 12 })).toBe(false);
    positions.confirm({ conversationId, index: 12 });
    expect(positions.unsaved).toBe(0);
    positions.acknowledge(range(13));
    positions.acknowledge(range(15));
    expect(positions.take(10)).toEqual([{ conversationId, index: 13 }]);
    expect(positions.claim({ conversationId, index: 15 })).toBe(true);
    expect(positions.take(10)).toEqual([{ conversationId, index: 15 }]);
  });

  it('never goes back', () => {
    const positions = new StoredPositions(10);
    positions.confirm({ conversationId, index: 9 });
    expect(positions.claim({ conversationId, index: 3 })).toBe(true);
    expect(positions.unsaved).toBe(0);
    positions.acknowledge(range(10));
    expect(positions.take(1)).toEqual([{ conversationId, index: 10 }]);
  });

  it('saves again what could not be saved', () => {
    const positions = new StoredPositions(10);
    positions.acknowledge(range(1));
    const taken = positions.take(10);
    positions.acknowledge(range(2));
    positions.putBack(taken);
    expect(positions.take(10)).toEqual([{ conversationId, index: 2 }]);
  });

  it('takes no more than asked and forgets the conversation that has been quiet longest', () => {
    const positions = new StoredPositions(2);
    for (const name of ['a', 'b', 'a', 'c']) positions.confirm({ conversationId: name, index: 1 });
    expect(positions.claim({ conversationId: 'b', index: 2 })).toBe(false);
    expect(positions.claim({ conversationId: 'a', index: 2 })).toBe(true);
    expect(positions.claim({ conversationId: 'c', index: 2 })).toBe(true);
    expect(positions.take(1)).toEqual([{ conversationId: 'a', index: 2 }]);
    expect(positions.unsaved).toBe(1);
  });

  it('only ever saves what is stored without a hole (property)', () => {
    const acknowledged = fc.record({ from: fc.integer({ min: 1, max: 30 }), length: fc.integer({ min: 0, max: 4 }) });
    const claimed = fc.record({ claimed: fc.integer({ min: 0, max: 30 }) });
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: acknowledged }, claimed)), (history) => {
        const positions = new StoredPositions(10);
        const stored = new Set<number>();
        let savedBefore = 0;
        for (const event of history) {
          if ('claimed' in event) {
            positions.confirm({ conversationId, index: event.claimed });
            for (let index = 1; index <= event.claimed; index++) stored.add(index);
            savedBefore = Math.max(savedBefore, event.claimed);
          } else {
            positions.acknowledge(range(event.from, event.from + event.length));
            for (let index = event.from; index <= event.from + event.length; index++) stored.add(index);
          }
          for (const { index: saved } of positions.take(1)) {
            for (let index = 1; index <= saved; index++) expect(stored.has(index)).toBe(true);
            expect(saved).toBeGreaterThan(savedBefore);
            savedBefore = saved;
          }
        }
      }),
    );
  });
});
