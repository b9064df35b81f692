import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largerOf } from './compare-bytes.ts';
import {
  decodeGroupHead,
  decodePosition,
  decodeReadIndex,
  encodeGroupHead,
  encodePosition,
  encodeReadIndex,
} from './sortable-rows.ts';

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const uint64 = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }).map(String);
const groupHead = fc.record({
  head: fc.record({
    index: uint32,
    messageId: uint64,
    previousMessageId: uint64,
    count: uint32,
    membershipVersion: uint32,
  }),
  logPartition: uint32,
  logOffset: uint64,
});
const position = fc.record({ index: uint32, count: uint32 });

describe('rows of merge-only tables', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(groupHead, position, uint32, (head, place, readIndex) => {
        expect(decodeGroupHead(encodeGroupHead(head))).toEqual(head);
        expect(decodePosition(encodePosition(place))).toEqual(place);
        expect(decodeReadIndex(encodeReadIndex(readIndex))).toBe(readIndex);
      }),
    );
  });

  test('the larger index wins by byte order', () => {
    fc.assert(
      fc.property(groupHead, groupHead, (left, right) => {
        fc.pre(left.head.index !== right.head.index);
        const larger = left.head.index > right.head.index ? left : right;
        const kept = largerOf(encodeGroupHead(left), encodeGroupHead(right));
        expect(kept && decodeGroupHead(kept)).toEqual(larger);
      }),
    );
    fc.assert(
      fc.property(position, position, (left, right) => {
        fc.pre(left.index !== right.index);
        const kept = largerOf(encodePosition(left), encodePosition(right));
        expect(kept && decodePosition(kept)).toEqual(left.index > right.index ? left : right);
      }),
    );
  });

  test('a row of another width is refused, wherever it lies in its buffer', () => {
    expect(() => decodePosition(new Uint8Array(7))).toThrow('7 bytes');
    const larger = new Uint8Array([9, 9, ...encodePosition({ index: 3, count: 2 }), 9]);
    expect(decodePosition(larger.subarray(2, 10))).toEqual({ index: 3, count: 2 });
  });
});
