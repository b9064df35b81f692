import { describe, expect, it } from 'vitest';
import { OutboundFrame } from '../outbound/outbound-frame.ts';
import { ConnectBuffer } from './connect-buffer.ts';

const frame = (conversationId: string, fromIndex: number, toIndex = fromIndex) =>
  new OutboundFrame({}, { conversationId, fromIndex, toIndex }, 10);

function indexes(buffer: ConnectBuffer): (number | undefined)[] {
  return buffer.takeFrames().map(({ range }) => range?.fromIndex);
}

describe('connect buffer', () => {
  it('gives back what it kept, once, in order', () => {
    const buffer = new ConnectBuffer();
    buffer.keep(frame('g~team', 1));
    buffer.keep(new OutboundFrame({}, undefined, 10));
    buffer.keep(frame('s~a~b', 2));
    expect(indexes(buffer)).toEqual([1, undefined, 2]);
    expect(indexes(buffer)).toEqual([]);
  });

  it('hides what lies before a membership, of that group only', () => {
    const buffer = new ConnectBuffer();
    for (const index of [4, 5, 6]) buffer.keep(frame('g~team', index));
    buffer.keep(frame('g~other', 1));
    buffer.hideBelow('team', 5);
    expect(indexes(buffer)).toEqual([5, 6, 1]);
  });

  it('keeps of a membership that ended what is known to belong to it', () => {
    for (const [visibleFrom, left] of [
      [5, [5, 6]],
      [0, []],
      [undefined, []],
    ] as const) {
      const buffer = new ConnectBuffer();
      for (const index of [4, 5, 6]) buffer.keep(frame('g~team', index));
      buffer.removedFrom('team', 6, visibleFrom);
      expect(buffer.removalFrom('team')).toBe(6);
      expect(indexes(buffer)).toEqual(left);
    }
  });
});
