import { describe, expect, test } from 'vitest';

import { closeCodes } from '../protocol/close-codes.ts';
import { newConnection, stepConnection, type Connection, type ConnectionEvent, type Phase } from './machine.ts';

const base: Connection = { ...newConnection(false), heartbeatMs: 25_000 };

const states: Record<Phase, Connection> = {
  idle: { ...base, phase: 'idle' },
  authorizing: { ...base, phase: 'authorizing' },
  connecting: { ...base, phase: 'connecting' },
  greeting: { ...base, phase: 'greeting' },
  live: { ...base, phase: 'live' },
  waiting: { ...base, phase: 'waiting' },
  stopped: { ...base, phase: 'stopped' },
};

function closed(code: number, reconnectAfterMs?: number): ConnectionEvent {
  return { type: 'socketClosed', code, reconnectAfterMs };
}

const events = {
  connect: { type: 'connect' },
  tokenCame: { type: 'tokenCame', isTicket: false },
  tokenFailed: { type: 'tokenFailed' },
  opened: { type: 'opened' },
  welcomed: { type: 'welcomed', heartbeatMs: 25_000 },
  frameCame: { type: 'frameCame' },
  refused: { type: 'refused', code: closeCodes.busy, retryAfterMs: 0 },
  broke: closed(1006),
  restarts: closed(closeCodes.restart, 700),
  unauthenticated: closed(closeCodes.unauthenticated),
  replaced: closed(closeCodes.replaced),
  tooSlow: closed(closeCodes.tooSlow),
  protocolError: closed(closeCodes.protocolError),
  timerFired: { type: 'timerFired' },
  wake: { type: 'wake' },
  close: { type: 'close' },
} as const satisfies Record<string, ConnectionEvent>;

type Row = Record<keyof typeof events, Phase>;

function always(phase: Phase): Row {
  return Object.fromEntries(Object.keys(events).map((name) => [name, phase])) as Row;
}

const failures = {
  broke: 'waiting',
  restarts: 'waiting',
  unauthenticated: 'stopped',
  replaced: 'stopped',
  tooSlow: 'waiting',
  protocolError: 'stopped',
} as const;

const table: Record<Phase, Row> = {
  idle: { ...always('idle'), connect: 'authorizing', close: 'stopped' },
  authorizing: { ...always('authorizing'), tokenCame: 'connecting', tokenFailed: 'waiting', close: 'stopped' },
  connecting: {
    ...always('connecting'),
    ...failures,
    opened: 'greeting',
    refused: 'waiting',
    timerFired: 'waiting',
    close: 'stopped',
  },
  greeting: {
    ...always('greeting'),
    ...failures,
    welcomed: 'live',
    refused: 'waiting',
    timerFired: 'waiting',
    close: 'stopped',
  },
  live: { ...always('live'), ...failures, close: 'stopped' },
  waiting: {
    ...always('waiting'),
    connect: 'authorizing',
    timerFired: 'authorizing',
    wake: 'authorizing',
    close: 'stopped',
  },
  stopped: always('stopped'),
};

describe.each(Object.keys(states) as Phase[])('while %s', (phase) => {
  test.each(Object.keys(events) as (keyof typeof events)[])('%s', (name) => {
    expect(stepConnection(states[phase], events[name], 0, 0.5).connection.phase).toBe(table[phase][name]);
  });
});

/** Steps through events; answers the last step. */
function run(start: Connection, steps: readonly (ConnectionEvent | readonly [number, ConnectionEvent])[]) {
  let connection = start;
  let orders: ReturnType<typeof stepConnection>['orders'] = [];
  let now = 0;
  for (const step of steps) {
    const [at, event] = 'type' in step ? [now, step] : step;
    now = at;
    ({ connection, orders } = stepConnection(connection, event, now, 0.5));
  }
  return { connection, orders };
}

const waitOf = (orders: ReturnType<typeof run>['orders']) => orders.find((order) => order.type === 'waits')?.delayMs;

describe('reconnecting', () => {
  test('waits twice as long after every failure, up to 15 s', () => {
    const delays: (number | undefined)[] = [];
    let connection = states.connecting;
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const step = stepConnection({ ...connection, phase: 'connecting' }, events.broke, 0, 0.5);
      connection = step.connection;
      delays.push(waitOf(step.orders));
    }
    expect(delays).toEqual([188, 375, 750, 1_500, 3_000, 6_000, 11_250, 11_250, 11_250]);
  });

  test('begins anew after a connection that lived', () => {
    const worn = { ...states.live, attempt: 6, liveSince: 0 };
    expect(waitOf(run(worn, [[5_000, events.broke]]).orders)).toBe(188);
    expect(waitOf(run(worn, [[4_999, events.broke]]).orders)).toBe(11_250);
  });

  test('comes back when the server said', () => {
    expect(waitOf(run(states.live, [events.restarts]).orders)).toBe(700);
  });

  test('tells the loss before the wait', () => {
    expect(run(states.live, [events.broke]).orders.map((order) => order.type)).toEqual(['lost', 'waits', 'timer']);
  });
});

describe('replaced', () => {
  const { restarts, replaced, timerFired } = events;
  const connects = [timerFired, events.tokenCame, events.opened, events.welcomed];

  test('by a hello of its own that it had given up, which came late: comes back, once', () => {
    const live = run(states.greeting, [timerFired, ...connects]).connection;
    expect(live.phase).toBe('live');
    const again = run(live, [[120_000, replaced]]);
    expect(again.orders.map((order) => order.type)).toEqual(['lost', 'waits', 'timer']);
    expect(run(again.connection, [...connects, replaced]).connection.phase).toBe('stopped');
  });

  test('long after a hello that was given up, or after a connection that had been welcomed: by another client', () => {
    const live = run(states.greeting, [timerFired, ...connects]).connection;
    expect(run(live, [[120_001, replaced]]).connection.phase).toBe('stopped');
    expect(run(states.live, [restarts, ...connects, replaced]).connection.phase).toBe('stopped');
  });
});

describe('heartbeat', () => {
  test('a silent connection is given up after two unanswered pings', () => {
    const tick = events.timerFired;
    const { connection } = run(states.live, [tick, tick]);
    expect(connection.phase).toBe('live');
    const given = run(connection, [tick]);
    expect(given.connection.phase).toBe('waiting');
    expect(given.orders[0]).toEqual({ type: 'dropSocket', code: 1000 });
  });

  test('any frame counts as an answer', () => {
    const { timerFired: tick, frameCame } = events;
    expect(run(states.live, [tick, tick, frameCame, tick, tick]).connection.phase).toBe('live');
  });

  test('after waking up the answer must come soon', () => {
    const woken = run(states.live, [events.wake]);
    expect(woken.orders).toEqual([{ type: 'ping' }, { type: 'timer', delayMs: 5_000 }]);
    expect(run(woken.connection, [events.timerFired]).connection.phase).toBe('waiting');
    expect(run(woken.connection, [events.frameCame, events.timerFired]).connection.phase).toBe('live');
  });
});

describe('a refused token', () => {
  test('that was a ticket is followed by the token', () => {
    const ticketed = { ...states.greeting, usesTicket: true };
    const { connection } = run(ticketed, [events.unauthenticated]);
    expect(connection.phase).toBe('waiting');
    expect(run(connection, [events.timerFired]).orders).toContainEqual({ type: 'getToken', fresh: true });
  });

  test('of a provider is renewed, but not forever', () => {
    const renewable = { ...states.greeting, canRenewToken: true };
    const first = run(renewable, [events.unauthenticated]).connection;
    expect(first.phase).toBe('waiting');
    const second = run({ ...first, phase: 'greeting' }, [events.unauthenticated]).connection;
    expect(second.phase).toBe('waiting');
    expect(run({ ...second, phase: 'greeting' }, [events.unauthenticated]).connection.phase).toBe('stopped');
  });

  test('counts no more once another was accepted', () => {
    const refusedTwice = { ...states.greeting, canRenewToken: true, refusals: 2 };
    expect(run(refusedTwice, [events.welcomed]).connection.refusals).toBe(0);
  });
});

test('closing drops the socket and tells the loss', () => {
  expect(run(states.live, [events.close]).orders.map((order) => order.type)).toEqual([
    'timer',
    'dropSocket',
    'lost',
    'stopped',
  ]);
});
