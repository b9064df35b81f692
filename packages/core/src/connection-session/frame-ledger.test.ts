import { describe, expect, it } from 'vitest';
import { FrameLedger } from './frame-ledger.ts';

const range = (fromIndex: number, toIndex = fromIndex) => ({ conversationId: 'g~team', fromIndex, toIndex });

describe('frame ledger', () => {
  it('answers what the acknowledged frames carried, once', () => {
    const ledger = new FrameLedger();
    ledger.add(range(1));
    ledger.add(undefined);
    ledger.add(range(2, 4));
    expect(ledger.acknowledge(2)).toEqual([range(1)]);
    expect(ledger.unacked).toBe(1);
    expect(ledger.acknowledge(2)).toEqual([]);
    expect(ledger.acknowledge(3)).toEqual([range(2, 4)]);
    expect(ledger.unacked).toBe(0);
  });

  it('refuses a count above what was sent and ignores a smaller one', () => {
    const ledger = new FrameLedger();
    ledger.add(range(1));
    expect(ledger.acknowledge(2)).toBeUndefined();
    expect(ledger.acknowledge(1)).toEqual([range(1)]);
    expect(ledger.acknowledge(0)).toEqual([]);
    expect(ledger.sent).toBe(1);
  });

  it('keeps no references to acknowledged or empty frames over many frames', () => {
    const ledger = new FrameLedger();
    for (let number = 1; number <= 10_000; number++) {
      ledger.add(number % 2 === 0 ? range(number / 2) : undefined);
      const covered = ledger.acknowledge(number);
      expect(covered).toEqual(number % 2 === 0 ? [range(number / 2)] : []);
    }
    expect(ledger.unacked).toBe(0);
    expect(ledger.sent).toBe(10_000);
  });
});
