import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unreadCount } from './unread.ts';

type Step =
  | { readonly kind: 'peerSends' }
  | { readonly kind: 'ownSend' }
  | { readonly kind: 'membershipEntry' }
  | { readonly kind: 'read'; readonly portion: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ kind: 'peerSends' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'ownSend' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'membershipEntry' }) },
  {
    weight: 2,
    arbitrary: fc.double({ min: 0, max: 1, noNaN: true }).map((portion): Step => ({ kind: 'read', portion })),
  },
);

describe('unreadCount', () => {
  test('counts what is above the furthest position', () => {
    const head = { index: 10, count: 8 };
    expect(unreadCount(head, [])).toBe(8);
    expect(unreadCount(head, [{ index: 4, count: 3 }])).toBe(5);
    expect(
      unreadCount(head, [
        { index: 4, count: 3 },
        { index: 7, count: 6 },
        { index: 0, count: 0 },
      ]),
    ).toBe(2);
  });

  test('is 0 when a position is ahead of the head that is known', () => {
    expect(unreadCount({ index: 10, count: 8 }, [{ index: 12, count: 9 }])).toBe(0);
  });

  test('agrees with counting the entries one by one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(20), (steps, joinAfter) => {
        const log: ('peer' | 'own' | 'membership')[] = [];
        const counts = [0];
        let read = 0;
        let own = 0;
        let beforeJoin: number | undefined;
        for (const [at, { kind, ...rest }] of steps.entries()) {
          if (at === joinAfter) beforeJoin = log.length;
          if (kind === 'read') {
            read = Math.max(read, Math.floor((rest as { portion: number }).portion * log.length));
            continue;
          }
          const entry = kind === 'peerSends' ? 'peer' : kind === 'ownSend' ? 'own' : 'membership';
          // Only members send, so nothing of one's own lies before joining.
          log.push(entry === 'own' && beforeJoin === undefined && joinAfter < steps.length ? 'peer' : entry);
          counts.push((counts.at(-1) ?? 0) + (log.at(-1) === 'membership' ? 0 : 1));
          if (log.at(-1) === 'own') own = log.length;
        }
        const at = (index: number) => ({ index, count: counts[index] ?? 0 });
        const seen = Math.max(read, own, beforeJoin ?? 0);
        const expected = log.slice(seen).filter((entry) => entry === 'peer').length;

        const unread = unreadCount(at(log.length), [at(read), at(own), at(beforeJoin ?? 0)]);
        expect(unread).toBe(expected);
        // Nothing of one's own is above the furthest position, so nothing of it is counted.
        expect(log.slice(seen)).not.toContain('own');
      }),
    );
  });
});
