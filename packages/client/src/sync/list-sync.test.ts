import { describe, expect, test } from 'vitest';

import { newListSync, stepList, type ListEvent, type ListOrder, type ListSync } from './list-sync.ts';

type Phase = ListSync['phase'];

const states: Record<Phase, ListSync> = {
  offline: { ...newListSync('c0'), phase: 'offline' },
  listing: { ...newListSync('c0'), phase: 'listing' },
  pausing: { ...newListSync('c0'), phase: 'pausing', attempt: 1 },
  current: { ...newListSync('c0'), phase: 'current' },
};

const events = {
  welcomeWithAll: { type: 'welcomed', cursor: 'c1', hasMore: false, empty: false },
  welcomeWithMore: { type: 'welcomed', cursor: 'c1', hasMore: true, empty: false },
  lastPage: { type: 'paged', cursor: 'c1', hasMore: false, empty: true },
  pageWithMore: { type: 'paged', cursor: 'c1', hasMore: true, empty: false },
  pageThatStands: { type: 'paged', cursor: 'c0', hasMore: true, empty: true },
  failed: { type: 'failed' },
  pauseOver: { type: 'pauseOver' },
  refresh: { type: 'refresh' },
  adopt: { type: 'adopt', cursor: 'c1' },
  disconnected: { type: 'disconnected' },
} as const satisfies Record<string, ListEvent>;

/** Next phase, order, cursor. */
type Cell = readonly [Phase, ListOrder, string];

const table: Record<Phase, Record<keyof typeof events, Cell>> = {
  offline: {
    welcomeWithAll: ['current', 'complete', 'c1'],
    welcomeWithMore: ['listing', 'sync', 'c1'],
    lastPage: ['offline', 'none', 'c0'],
    pageWithMore: ['offline', 'none', 'c0'],
    pageThatStands: ['offline', 'none', 'c0'],
    failed: ['offline', 'none', 'c0'],
    pauseOver: ['offline', 'none', 'c0'],
    refresh: ['offline', 'none', 'c0'],
    adopt: ['offline', 'none', 'c0'],
    disconnected: ['offline', 'none', 'c0'],
  },
  listing: {
    welcomeWithAll: ['current', 'complete', 'c1'],
    welcomeWithMore: ['listing', 'sync', 'c1'],
    lastPage: ['current', 'complete', 'c1'],
    pageWithMore: ['listing', 'sync', 'c1'],
    pageThatStands: ['pausing', 'pause', 'c0'],
    failed: ['pausing', 'pause', 'c0'],
    pauseOver: ['listing', 'none', 'c0'],
    refresh: ['listing', 'none', 'c0'],
    adopt: ['listing', 'none', 'c0'],
    disconnected: ['offline', 'none', 'c0'],
  },
  pausing: {
    welcomeWithAll: ['current', 'complete', 'c1'],
    welcomeWithMore: ['listing', 'sync', 'c1'],
    lastPage: ['pausing', 'none', 'c0'],
    pageWithMore: ['pausing', 'none', 'c0'],
    pageThatStands: ['pausing', 'none', 'c0'],
    failed: ['pausing', 'none', 'c0'],
    pauseOver: ['listing', 'sync', 'c0'],
    refresh: ['pausing', 'none', 'c0'],
    adopt: ['pausing', 'none', 'c0'],
    disconnected: ['offline', 'none', 'c0'],
  },
  current: {
    welcomeWithAll: ['current', 'complete', 'c1'],
    welcomeWithMore: ['listing', 'sync', 'c1'],
    lastPage: ['current', 'none', 'c0'],
    pageWithMore: ['current', 'none', 'c0'],
    pageThatStands: ['current', 'none', 'c0'],
    failed: ['current', 'none', 'c0'],
    pauseOver: ['current', 'none', 'c0'],
    refresh: ['listing', 'sync', 'c0'],
    adopt: ['current', 'none', 'c1'],
    disconnected: ['offline', 'none', 'c0'],
  },
};

describe.each(Object.keys(states) as Phase[])('while %s', (phase) => {
  test.each(Object.keys(events) as (keyof typeof events)[])('%s', (name) => {
    const { list, order } = stepList(states[phase], events[name]);
    expect([list.phase, order, list.cursor]).toEqual(table[phase][name]);
  });
});

describe('a list that is being fetched', () => {
  test('is fetched once more when something changed meanwhile', () => {
    const asked = stepList(states.listing, events.refresh).list;
    const again = stepList(asked, events.lastPage);
    expect([again.list.phase, again.order]).toEqual(['listing', 'sync']);
    expect(stepList(again.list, events.lastPage).order).toBe('complete');
  });

  test('of a new device is fresh until it is complete', () => {
    const fresh = stepList(newListSync(''), events.welcomeWithMore).list;
    expect(fresh.fresh).toBe(true);
    expect(stepList(fresh, events.lastPage).list.fresh).toBe(false);
    expect(newListSync('c1').fresh).toBe(false);
  });

  test('pauses longer with every failure, and starts anew after a page', () => {
    const first = stepList(states.listing, events.failed).list;
    const second = stepList(stepList(first, events.pauseOver).list, events.failed).list;
    expect([first.attempt, second.attempt]).toEqual([1, 2]);
    expect(stepList(stepList(second, events.pauseOver).list, events.lastPage).list.attempt).toBe(0);
  });
});
