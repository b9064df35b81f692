import { describe, expect, it } from 'vitest';
import { Lateness } from './lateness.ts';
import { connectedMs, Outages } from './outages.ts';

const lateMs = 100;

function sent(outages = new Outages()): Lateness {
  const lateness = new Lateness(lateMs, outages);
  lateness.sent({ clientMessageId: 'c', atMs: 1_000, deviceId: 'phone', receivers: ['phone', 'tablet'] });
  return lateness;
}

describe('lateness', () => {
  it('is none within the bound, and nothing is remembered of what arrived', () => {
    const lateness = sent();
    expect(lateness.acknowledged('c', 1_100)).toEqual([]);
    expect(lateness.told('c', 'phone', 1_050)).toEqual([]);
    expect(lateness.underWay).toBe(1);
    expect(lateness.told('c', 'tablet', 1_100)).toEqual([]);
    expect(lateness.underWay).toBe(0);
    expect(lateness.overdue(9_999)).toEqual([]);
    expect(lateness.acknowledgements.maxMs).toBe(100);
    expect(lateness.deliveries.count).toBe(2);
  });

  it('is said of a late acknowledgement and a late delivery', () => {
    const lateness = sent();
    expect(lateness.acknowledged('c', 1_101)).toMatchObject([{ kind: 'late', what: expect.stringContaining('c is') }]);
    expect(lateness.told('c', 'phone', 1_101)).toMatchObject([{ kind: 'late' }]);
  });

  it('is said once, and as soon as it is known', () => {
    const lateness = sent();
    expect(lateness.overdue(1_100)).toEqual([]);
    expect(lateness.overdue(1_101)).toHaveLength(3);
    expect(lateness.overdue(1_500)).toEqual([]);
    expect(lateness.acknowledged('c', 2_000)).toEqual([]);
    expect(lateness.told('c', 'phone', 2_000)).toEqual([]);
    expect(lateness.told('c', 'tablet', 2_000)).toEqual([]);
  });

  it('leaves out the time without a connection, of the sender and of the receiver, but measures it', () => {
    const outages = new Outages();
    const lateness = sent(outages);
    outages.lost('phone', 1_050);
    outages.lost('tablet', 1_200);
    expect(lateness.overdue(1_500)).toEqual([]);
    outages.regained('phone', 1_500);
    expect(lateness.acknowledged('c', 1_540)).toEqual([]);
    expect(lateness.told('c', 'phone', 1_560)).toMatchObject([{ kind: 'late' }]);
    outages.regained('tablet', 1_700);
    expect(lateness.told('c', 'tablet', 1_740)).toEqual([]);
    expect(lateness.deliveries.maxMs).toBe(740);
  });

  it('ignores messages of others, and what comes twice', () => {
    const lateness = sent();
    lateness.acknowledged('foreign', 9_000);
    lateness.told('c', 'stranger', 9_000);
    lateness.told('c', 'phone', 1_001);
    lateness.told('c', 'phone', 9_000);
    expect(lateness.deliveries.count).toBe(1);
    expect(lateness.acknowledgements.count).toBe(0);
  });
});

describe('outages', () => {
  it.each<[string, number, number, readonly [number, number][], number]>([
    ['none', 0, 100, [], 100],
    [
      'before and after',
      50,
      100,
      [
        [0, 50],
        [100, 200],
      ],
      50,
    ],
    ['around', 50, 100, [[0, 200]], 0],
    [
      'that overlap',
      0,
      100,
      [
        [10, 30],
        [20, 40],
      ],
      70,
    ],
    ['that last', 0, 100, [[90, Infinity]], 90],
  ])('%s', (_name, fromMs, toMs, spans, expected) => {
    const outages = spans.map(([from, to]) => ({ fromMs: from, toMs: to }));
    expect(connectedMs(fromMs, toMs, outages)).toBe(expected);
  });

  it('of several devices at once are one', () => {
    const outages = new Outages();
    outages.lost('phone', 10);
    outages.lost('phone', 20);
    outages.lost('tablet', 30);
    outages.regained('phone', 40);
    outages.regained('tablet', 50);
    outages.regained('tablet', 60);
    outages.lost('phone', 90);
    expect(outages.all()).toEqual([
      { fromMs: 10, toMs: 50 },
      { fromMs: 90, toMs: Infinity },
    ]);
    expect(outages.offlineCount).toBe(1);
    outages.forget(100);
    expect(outages.all()).toEqual([{ fromMs: 100, toMs: Infinity }]);
  });
});
