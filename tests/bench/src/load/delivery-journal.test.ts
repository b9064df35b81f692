import { beforeEach, describe, expect, it } from 'vitest';
import { DeliveryJournal } from './delivery-journal.ts';

const [sender, receiver] = [0, 1];

describe('delivery journal', () => {
  let journal: DeliveryJournal;
  beforeEach(() => {
    journal = new DeliveryJournal();
    journal.open('c', [sender, receiver], 5);
  });

  function transfer(index: number): void {
    journal.acknowledged('c', sender, index);
    journal.delivered('c', receiver, index, false);
  }

  it('finds nothing where everything came, in whatever order', () => {
    for (const index of [8, 6, 7]) transfer(index);
    expect(journal.verdict()).toEqual({ acked: 3, conversationsOff: 0, pushedTwice: 0, notPushed: [] });
  });

  it('names what did not come', () => {
    transfer(6);
    journal.acknowledged('c', sender, 7);
    transfer(8);
    journal.acknowledged('c', sender, 9);
    const missing = [7, 9].map((index) => ({ conversationId: 'c', member: receiver, index }));
    expect(journal.verdict().notPushed).toEqual(missing);
  });

  it('sees a message that is in the log twice', () => {
    transfer(6);
    journal.delivered('c', receiver, 7, false);
    expect(journal.verdict().conversationsOff).toBe(1);
  });

  it('sees an acknowledged message that the log has given another index', () => {
    journal.acknowledged('c', sender, 6);
    journal.acknowledged('c', sender, 8);
    expect(journal.verdict().conversationsOff).toBe(1);
  });

  it('counts what was pushed twice, but not that a sender sees its own', () => {
    transfer(6);
    journal.delivered('c', sender, 6, true);
    expect(journal.verdict().pushedTwice).toBe(0);
    journal.delivered('c', receiver, 6, false);
    expect(journal.verdict().pushedTwice).toBe(1);
  });

  it('does not count what was before the base', () => {
    journal.delivered('c', receiver, 5, false);
    journal.acknowledged('c', sender, 5);
    expect(journal.verdict()).toMatchObject({ acked: 0, pushedTwice: 0 });
  });
});
