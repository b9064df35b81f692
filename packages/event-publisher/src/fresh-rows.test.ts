import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FreshRows } from './fresh-rows.ts';
import type { OutboxRow } from './outbox-rows.ts';

function row(version: number): OutboxRow {
  return { version, events: [] };
}

test('rows that follow each other are known from the first one on', () => {
  const fresh = new FreshRows();
  fresh.add(row(4), 2);
  fresh.add(row(7), 4);
  expect(fresh.after(1)).toBeUndefined();
  expect(fresh.after(2)).toEqual([row(4), row(7)]);
  expect(fresh.after(5)).toEqual([row(7)]);
  expect(fresh.after(7)).toBeUndefined();
});

test('whatever is added, dropped and forgotten: what is known after a version is all there is', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('own' as const), gap: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('foreign' as const), gap: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('drop' as const, 'clear' as const), gap: fc.nat(5) }) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const fresh = new FreshRows();
      const events: number[] = [];
      for (const { kind, gap } of steps) {
        const before = events.at(-1) ?? 0;
        if (kind === 'drop') fresh.drop(Math.max(0, before - gap));
        else if (kind === 'clear') fresh.clear();
        else events.push(before + gap);
        if (kind === 'own') fresh.add(row(before + gap), before);
        for (let from = 0; from <= (events.at(-1) ?? 0); from += 1) {
          const known = fresh.after(from);
          if (known === undefined) continue;
          const versions = known.map(({ version }) => version);
          const all = events.filter((version) => version > from);
          expect(versions).toEqual(all.slice(0, versions.length));
        }
      }
    }),
  );
});
