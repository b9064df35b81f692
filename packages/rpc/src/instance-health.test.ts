import { SeededRandom } from '@microchat/testkit/seeded-random';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type InstanceEvent, type InstanceState, nextState, probeDelayMs } from './instance-health.ts';

const states = {
  new: { kind: 'new' },
  up: { kind: 'up' },
  suspect: { kind: 'suspect' },
  away: { kind: 'away', failures: 3 },
} as const satisfies Record<string, InstanceState>;

/** Every cell: what the state becomes. A number: away, so often in a row. */
const table: Record<keyof typeof states, Record<InstanceEvent, InstanceState['kind'] | number>> = {
  new: { answered: 'up', lost: 1, silent: 'suspect', probeServing: 'up', probeNotServing: 1, probeUnanswered: 1 },
  up: { answered: 'up', lost: 1, silent: 'suspect', probeServing: 'up', probeNotServing: 1, probeUnanswered: 'up' },
  suspect: {
    answered: 'up',
    lost: 1,
    silent: 'suspect',
    probeServing: 'up',
    probeNotServing: 1,
    probeUnanswered: 'suspect',
  },
  away: { answered: 3, lost: 4, silent: 3, probeServing: 'up', probeNotServing: 4, probeUnanswered: 4 },
};

const cells = Object.entries(table).flatMap(([from, row]) =>
  Object.entries(row).map(([event, to]) => [from, event, to] as const),
) as [keyof typeof states, InstanceEvent, InstanceState['kind'] | number][];

describe('health of an instance', () => {
  test.each(cells)('%s, %s: %s', (from, event, to) => {
    expect(nextState(states[from], event)).toEqual(
      typeof to === 'number' ? { kind: 'away', failures: to } : { kind: to },
    );
  });

  test('whatever happened, an instance that is not up is asked again within two seconds, one that is up never', () => {
    const random = new SeededRandom('probes');
    const event = fc.constantFrom<InstanceEvent[]>(...(Object.keys(table.new) as InstanceEvent[]));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const state = events.reduce(nextState, states.new as InstanceState);
        const delayMs = probeDelayMs(state, random);
        if (state.kind === 'up') expect(delayMs).toBeUndefined();
        else expect(delayMs).toBeLessThanOrEqual(2_000);
      }),
    );
  });

  test('the pauses grow, and differ between those who ask', () => {
    const pauses = [0, 0.999].map((next) =>
      [1, 2, 3, 6, 16].map((failures) =>
        Math.round(probeDelayMs({ kind: 'away', failures }, { next: () => next, bytes: () => new Uint8Array() }) ?? 0),
      ),
    );
    expect(pauses).toEqual([
      [50, 100, 200, 1_000, 1_000],
      [100, 200, 400, 1_999, 1_999],
    ]);
  });
});
