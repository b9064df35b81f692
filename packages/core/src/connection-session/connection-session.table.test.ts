import { describe, expect, it } from 'vitest';
import { step } from './connection-session.ts';
import { openSession, type Phase, type Session } from './session-state.ts';
import type { Effect, EventType, SessionEvent } from './session-events.ts';
import { sessionDefaults } from './session-limits.ts';

/** `phase after: effects`. A close is written with its cause. */
type Cell = readonly [after: Phase, effects: string];

const closed = (cause: string): Cell => ['closing', `close ${cause}, leave`];
const gone: Cell = ['closing', 'leave'];
const ignored: Cell = ['closing', ''];

/** Every state and every event, in the plainest form of both: nothing buffered, missed, blocked or waiting. */
const table: Record<Phase, Record<EventType, Cell>> = {
  handshake: {
    hello: ['connecting', 'connect'],
    request: closed('unauthenticated HELLO_EXPECTED'),
    ack: closed('unauthenticated HELLO_EXPECTED'),
    invalid: ['handshake', 'answerInvalid'],
    undecodable: closed('protocolError UNDECODABLE_FRAME'),
    heard: ['handshake', ''],
    gone,
    congested: closed('tooSlow OUTBOX_FULL'),
    drained: ['handshake', ''],
    connected: ['handshake', ''],
    refused: ['handshake', ''],
    answered: ['handshake', ''],
    confirmed: ['handshake', ''],
    saveFailed: ['handshake', ''],
    notify: ['handshake', 'drop'],
    hinted: ['handshake', 'deliver'],
    hintEmpty: ['handshake', ''],
    hintFailed: ['handshake', ''],
    resync: ['handshake', ''],
    replaced: closed('replaced REPLACED'),
    kicked: closed('replaced KICKED'),
    revoked: closed('unauthenticated TOKEN_REVOKED'),
    drain: closed('restart RESTART'),
    tick: ['handshake', ''],
  },
  connecting: {
    hello: closed('protocolError SECOND_HELLO'),
    request: ['connecting', 'refuse NOT_WELCOMED'],
    ack: ['connecting', 'refuse NOT_WELCOMED'],
    invalid: ['connecting', 'answerInvalid'],
    undecodable: closed('protocolError UNDECODABLE_FRAME'),
    heard: ['connecting', ''],
    gone,
    congested: closed('tooSlow OUTBOX_FULL'),
    drained: ['connecting', ''],
    connected: ['live', 'welcome'],
    refused: closed('busy NO_ROOM'),
    answered: ['connecting', ''],
    confirmed: ['connecting', ''],
    saveFailed: ['connecting', ''],
    notify: ['connecting', 'buffer'],
    hinted: ['connecting', 'deliver'],
    hintEmpty: ['connecting', ''],
    hintFailed: ['connecting', ''],
    resync: ['connecting', ''],
    replaced: closed('replaced REPLACED'),
    kicked: closed('replaced KICKED'),
    revoked: closed('unauthenticated TOKEN_REVOKED'),
    drain: closed('restart RESTART'),
    tick: ['connecting', ''],
  },
  live: {
    hello: closed('protocolError SECOND_HELLO'),
    request: ['live', 'serve'],
    ack: ['live', 'verify'],
    invalid: ['live', 'answerInvalid'],
    undecodable: closed('protocolError UNDECODABLE_FRAME'),
    heard: ['live', ''],
    gone,
    congested: ['behind', 'pause'],
    drained: ['live', ''],
    connected: ['live', ''],
    refused: ['live', ''],
    answered: ['live', ''],
    confirmed: ['live', ''],
    saveFailed: ['live', ''],
    notify: ['live', 'deliver'],
    hinted: ['live', 'deliver'],
    hintEmpty: ['live', ''],
    hintFailed: ['live', ''],
    resync: ['live', 'hint'],
    replaced: closed('replaced REPLACED'),
    kicked: closed('replaced KICKED'),
    revoked: closed('unauthenticated TOKEN_REVOKED'),
    drain: closed('restart RESTART'),
    tick: ['live', ''],
  },
  behind: {
    hello: closed('protocolError SECOND_HELLO'),
    request: ['behind', 'serve'],
    ack: ['behind', 'verify'],
    invalid: ['behind', 'answerInvalid'],
    undecodable: closed('protocolError UNDECODABLE_FRAME'),
    heard: ['behind', ''],
    gone,
    congested: ['behind', 'pause'],
    drained: ['behind', ''],
    connected: ['behind', ''],
    refused: ['behind', ''],
    answered: ['behind', ''],
    confirmed: ['behind', ''],
    saveFailed: ['behind', ''],
    notify: ['behind', 'drop'],
    hinted: ['behind', 'deliver'],
    hintEmpty: ['behind', ''],
    hintFailed: ['behind', ''],
    resync: ['behind', 'hint'],
    replaced: closed('replaced REPLACED'),
    kicked: closed('replaced KICKED'),
    revoked: closed('unauthenticated TOKEN_REVOKED'),
    drain: closed('restart RESTART'),
    tick: ['behind', 'hint'],
  },
  closing: {
    hello: ignored,
    request: ignored,
    ack: ignored,
    invalid: ignored,
    undecodable: ignored,
    heard: ignored,
    gone: ignored,
    congested: ignored,
    drained: ignored,
    connected: ignored,
    refused: ignored,
    answered: ignored,
    confirmed: ignored,
    saveFailed: ignored,
    notify: ['closing', 'drop'],
    hinted: ['closing', 'drop'],
    hintEmpty: ignored,
    hintFailed: ignored,
    resync: ignored,
    replaced: ignored,
    kicked: ignored,
    revoked: ignored,
    drain: ignored,
    tick: ignored,
  },
};

const positions = [{ conversationId: 's~alice~bob', index: 3 }];
const range = { conversationId: 's~alice~bob', fromIndex: 7, toIndex: 7 };

const events: Record<EventType, SessionEvent> = {
  hello: { type: 'hello' },
  request: { type: 'request', page: false },
  ack: { type: 'ack', received: 0, positions },
  invalid: { type: 'invalid' },
  undecodable: { type: 'undecodable' },
  heard: { type: 'heard' },
  gone: { type: 'gone' },
  congested: { type: 'congested' },
  drained: { type: 'drained' },
  connected: { type: 'connected', validForMs: 60_000 },
  refused: { type: 'refused', cause: 'busy', reason: 'NO_ROOM' },
  answered: { type: 'answered', page: false },
  confirmed: { type: 'confirmed', positions },
  saveFailed: { type: 'saveFailed', positions },
  notify: { type: 'notify', range, bytes: 100 },
  hinted: { type: 'hinted' },
  hintEmpty: { type: 'hintEmpty' },
  hintFailed: { type: 'hintFailed' },
  resync: { type: 'resync' },
  replaced: { type: 'replaced' },
  kicked: { type: 'kicked' },
  revoked: { type: 'revoked' },
  drain: { type: 'drain' },
  tick: { type: 'tick' },
};

const reach: Record<Phase, readonly SessionEvent[]> = {
  handshake: [],
  connecting: [events.hello],
  live: [events.hello, events.connected],
  // One frame too many for the limit below.
  behind: [events.hello, events.connected, events.notify, events.notify],
  closing: [events.undecodable],
};

function sessionIn(phase: Phase): Session {
  const session = openSession({ ...sessionDefaults, unackedFramesMax: 1 }, 0);
  for (const event of reach[phase]) step(session, event, 0);
  expect(session.phase).toBe(phase);
  return session;
}

function spell(effect: Effect): string {
  if (effect.type === 'close') return `close ${effect.cause} ${effect.reason}`;
  return effect.type === 'refuse' ? `refuse ${effect.reason}` : effect.type;
}

describe.each(Object.keys(table) as Phase[])('connection session in state %s', (phase) => {
  it.each(Object.keys(table[phase]) as EventType[])('takes %s', (type) => {
    const session = sessionIn(phase);
    const effects = step(session, events[type], 1);
    expect([session.phase, effects.map(spell).join(', ')]).toEqual(table[phase][type]);
  });
});
