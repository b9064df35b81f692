import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor-text.ts';
import { type Cursor, isAfter } from './domain/cursor.ts';

const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const position = fc.record(
  { listVersion: count, toldThrough: count, offsets: fc.array(count, { maxLength: 8 }) },
  { requiredKeys: ['listVersion', 'offsets'] },
);
const cursor: fc.Arbitrary<Cursor> = fc.record(
  {
    epoch: fc.stringMatching(/^[0-9a-f]{32}$/),
    seen: position,
    paging: fc.record(
      { top: position, belowVersion: count, belowMessageId: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String) },
      { requiredKeys: ['top', 'belowVersion'] },
    ),
  },
  { requiredKeys: ['epoch', 'seen'] },
);

describe('cursor', () => {
  it('survives encoding', () => {
    fc.assert(
      fc.property(cursor, (original) => {
        expect(decodeCursor(encodeCursor(original))).toEqual(original);
      }),
    );
  });

  it('is undefined, never an exception, for anything else', () => {
    const forged = fc.oneof(
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
      fc.array(fc.jsonValue()).map((fields) => Buffer.from(JSON.stringify([1, ...fields])).toString('base64url')),
    );
    fc.assert(
      fc.property(forged, (text) => {
        const decoded = decodeCursor(text);
        expect(decoded === undefined || decodeCursor(encodeCursor(decoded)) !== undefined).toBe(true);
      }),
    );
  });

  it.each([
    ['', undefined],
    ['%%%', undefined],
    [Buffer.from('[2,"ab",1,[]]').toString('base64url'), undefined],
    [Buffer.from('[1,"ab",-1,[]]').toString('base64url'), undefined],
    [Buffer.from('[1,"ab",[1],[7]]').toString('base64url'), { epoch: 'ab', seen: { listVersion: 1, offsets: [7] } }],
    [Buffer.from('[1,"ab",[1,-1],[7]]').toString('base64url'), undefined],
    [Buffer.from('[1,"ab",[1,1,1],[7]]').toString('base64url'), undefined],
    [Buffer.from('[1,"ab",1,[1.5]]').toString('base64url'), undefined],
    [Buffer.from('[1,"ab",1,[7]]').toString('base64url'), { epoch: 'ab', seen: { listVersion: 1, offsets: [7] } }],
  ])('%s', (text, expected) => expect(decodeCursor(text)).toEqual(expected));

  it('has seen what lies below its offset, and nothing of a partition that it does not name', () => {
    const seen = { listVersion: 0, offsets: [5] };
    expect([isAfter(seen, 0, 4), isAfter(seen, 0, 5), isAfter(seen, 1, 0)]).toEqual([false, true, true]);
  });
});
