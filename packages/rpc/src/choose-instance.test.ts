import { SeededRandom } from '@microchat/testkit/seeded-random';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type Candidate, chooseInstance } from './choose-instance.ts';
import { hashText } from './rendezvous.ts';

const random = new SeededRandom('choices');

function instance(address: string, inFlight = 0): Candidate {
  return { address, addressHash: hashText(address), calls: { size: inFlight } };
}

function choose(affinityKey: string, available: Candidate[], all = available, failedAt: string[] = []) {
  return chooseInstance({ affinityKey, failedAt }, available, all, random)?.address;
}

const fleet = fc
  .uniqueArray(fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 65_535 })), {
    minLength: 2,
    maxLength: 12,
    selector: ([ip, port]) => `${ip}:${port}`,
  })
  .map((addresses) => addresses.map(([ip, port]) => instance(`${ip}:${port}`)));
const keys = fc.array(fc.string({ maxLength: 20, minLength: 1 }), { minLength: 1, maxLength: 50 });

describe('affinity', () => {
  test('the choice depends on the set of instances only, not on their order', () => {
    fc.assert(
      fc.property(fleet, keys, (instances, texts) => {
        const others = [...instances].reverse();
        for (const key of texts) expect(choose(key, others)).toBe(choose(key, instances));
      }),
    );
  });

  test('an instance that goes takes only its own keys away', () => {
    fc.assert(
      fc.property(fleet, keys, fc.nat(), (instances, texts, position) => {
        const gone = instances[position % instances.length];
        const rest = instances.filter((one) => one !== gone);
        for (const key of texts) {
          const before = choose(key, instances);
          if (before !== gone?.address) expect(choose(key, rest)).toBe(before);
        }
      }),
    );
  });

  test.each([2, 3, 5, 8])('keys spread evenly over %i instances whose addresses look alike', (count) => {
    const instances = Array.from({ length: count }, (_, n) => instance(`10.0.0.${n + 1}:9200`));
    const counts = new Map<string | undefined, number>();
    const total = 20_000;
    for (let n = 0; n < total; n++) {
      const owner = choose(`single:user-${n}:user-${n + 1}`, instances);
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    expect(counts.size).toBe(count);
    for (const owned of counts.values()) expect(Math.abs(owned - total / count)).toBeLessThan((total / count) * 0.1);
  });

  test('the keys of an instance that goes spread over all others', () => {
    const instances = Array.from({ length: 5 }, (_, n) => instance(`10.0.0.${n + 1}:9200`));
    const [gone, ...rest] = instances;
    const heirs = new Map<string | undefined, number>();
    for (let n = 0; n < 20_000; n++) {
      if (choose(`group-${n}`, instances) !== gone?.address) continue;
      const heir = choose(`group-${n}`, rest);
      heirs.set(heir, (heirs.get(heir) ?? 0) + 1);
    }
    expect(heirs.size).toBe(4);
    for (const inherited of heirs.values()) expect(inherited).toBeGreaterThan(800);
  });
});

describe('without affinity', () => {
  test('of two instances the less busy one gets the call', () => {
    for (let n = 0; n < 20; n++) expect(choose('', [instance('a:1', 5), instance('b:1', 4)])).toBe('b:1');
  });

  test('calls spread over many, and the busiest gets none', () => {
    const instances = [instance('busy:1', 100), ...Array.from({ length: 9 }, (_, n) => instance(`${n}:1`, n))];
    const chosen = Array.from({ length: 500 }, () => choose('', instances));
    expect(new Set(chosen).size).toBe(9);
    expect(chosen).not.toContain('busy:1');
  });
});

describe.each(['', 'alice'])('key "%s"', (key) => {
  const [a, b, c] = [instance('a:1'), instance('b:1'), instance('c:1')] as [Candidate, Candidate, Candidate];

  test('one that answers goes first, where the call has not failed yet', () => {
    for (let n = 0; n < 20; n++) {
      expect(choose(key, [a], [a, b, c])).toBe('a:1');
      expect(choose(key, [a, b], [a, b, c], ['a:1'])).toBe('b:1');
    }
  });

  test('none answers: one where it has not failed yet', () => {
    for (let n = 0; n < 20; n++) expect(choose(key, [], [a, b], ['b:1'])).toBe('a:1');
    for (let n = 0; n < 20; n++) expect(choose(key, [a], [a, b], ['a:1'])).toBe('b:1');
  });

  test('it failed everywhere: one that answers', () => {
    for (let n = 0; n < 20; n++) expect(choose(key, [b], [a, b], ['a:1', 'b:1'])).toBe('b:1');
    expect(choose(key, [], [], [])).toBeUndefined();
  });
});
