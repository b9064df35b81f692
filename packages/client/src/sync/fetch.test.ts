import { describe, expect, test } from 'vitest';

import { stepFetch, type Fetch, type FetchEvent } from './fetch.ts';

const hole = { from: 3, to: 5 };

const states: Record<Fetch['phase'], Fetch> = {
  idle: { phase: 'idle' },
  wanted: { phase: 'wanted', attempt: 2 },
  pulling: { phase: 'pulling', attempt: 2, range: hole },
  pausing: { phase: 'pausing', attempt: 2 },
};

const events = {
  looked: { type: 'looked' },
  started: { type: 'started' },
  pageBroughtSomething: { type: 'pageCame', progress: true },
  pageBroughtNothing: { type: 'pageCame', progress: false },
  failed: { type: 'failed' },
  pauseOver: { type: 'pauseOver' },
  disconnected: { type: 'disconnected' },
} as const satisfies Record<string, FetchEvent>;

type Cell = readonly [Fetch['phase'], number?];

/** While something is missing: the next phase, and its attempt where it has one. */
const withHole: Record<Fetch['phase'], Record<keyof typeof events, Cell>> = {
  idle: {
    looked: ['wanted', 0],
    started: ['wanted', 0],
    pageBroughtSomething: ['wanted', 0],
    pageBroughtNothing: ['wanted', 0],
    failed: ['wanted', 0],
    pauseOver: ['wanted', 0],
    disconnected: ['wanted', 0],
  },
  wanted: {
    looked: ['wanted', 2],
    started: ['pulling', 2],
    pageBroughtSomething: ['wanted', 2],
    pageBroughtNothing: ['wanted', 2],
    failed: ['wanted', 2],
    pauseOver: ['wanted', 2],
    disconnected: ['wanted', 0],
  },
  pulling: {
    looked: ['pulling', 2],
    started: ['pulling', 2],
    pageBroughtSomething: ['wanted', 0],
    pageBroughtNothing: ['pausing', 3],
    failed: ['pausing', 3],
    pauseOver: ['pulling', 2],
    disconnected: ['wanted', 0],
  },
  pausing: {
    looked: ['pausing', 2],
    started: ['pausing', 2],
    pageBroughtSomething: ['pausing', 2],
    pageBroughtNothing: ['pausing', 2],
    failed: ['pausing', 2],
    pauseOver: ['wanted', 2],
    disconnected: ['wanted', 0],
  },
};

describe.each(Object.keys(states) as Fetch['phase'][])('while %s', (phase) => {
  test.each(Object.keys(events) as (keyof typeof events)[])('%s, something missing', (name) => {
    const [next, attempt] = withHole[phase][name];
    const stepped = stepFetch(states[phase], events[name], hole);
    expect(stepped.phase).toBe(next);
    if (stepped.phase !== 'idle') expect(stepped.attempt).toBe(attempt);
  });

  test.each(Object.keys(events) as (keyof typeof events)[])('%s, nothing missing', (name) => {
    const next = stepFetch(states[phase], events[name], undefined).phase;
    // A pull under way is waited for: its page closes it.
    const waits = phase === 'pulling' && ['looked', 'started', 'pauseOver'].includes(name);
    expect(next).toBe(waits ? 'pulling' : 'idle');
  });
});
