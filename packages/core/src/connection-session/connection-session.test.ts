import { describe, expect, it } from 'vitest';
import { step } from './connection-session.ts';
import { openSession, type Session } from './session-state.ts';
import type { SessionEvent } from './session-events.ts';
import { type SessionLimits, sessionDefaults } from './session-limits.ts';

const range = (index: number) => ({ conversationId: 'g~team', fromIndex: index, toIndex: index });
const notify = (index: number, bytes = 10): SessionEvent => ({ type: 'notify', range: range(index), bytes });
const ack = (received: number): SessionEvent => ({ type: 'ack', received, positions: [] });
const page: SessionEvent = { type: 'request', page: true };

function run(session: Session, event: SessionEvent, nowMs = 0): string {
  return step(session, event, nowMs)
    .map((effect) => (effect.type === 'close' ? `close ${effect.cause} ${effect.reason}` : effect.type))
    .join(', ');
}

function connecting(limits: Partial<SessionLimits> = {}): Session {
  const session = openSession({ ...sessionDefaults, ...limits }, 0);
  run(session, { type: 'hello' });
  return session;
}

function live(limits: Partial<SessionLimits> = {}): Session {
  const session = connecting(limits);
  run(session, { type: 'connected', validForMs: Number.POSITIVE_INFINITY });
  return session;
}

describe('connection session', () => {
  it('closes 4001 without a hello in time, and gives up a connect flow that takes too long', () => {
    const silent = openSession(sessionDefaults, 100);
    expect(run(silent, { type: 'tick' }, 5_099)).toBe('');
    expect(run(silent, { type: 'tick' }, 5_100)).toBe('close unauthenticated HELLO_TIMEOUT, leave');
    expect(run(connecting(), { type: 'tick' }, 15_000)).toBe('close busy CONNECT_TIMEOUT, leave');
  });

  it('buffers up to its bounds, then drops everything and hints after the welcome', () => {
    for (const limits of [{ bufferFramesMax: 2 }, { bufferBytesMax: 20 }]) {
      const session = connecting(limits);
      expect(run(session, notify(1))).toBe('buffer');
      expect(run(session, notify(2))).toBe('buffer');
      expect(run(session, notify(3))).toBe('dropBuffer, drop');
      expect(run(session, notify(4))).toBe('drop');
      expect(run(session, { type: 'connected', validForMs: 1_000 })).toBe('welcome, hint');
      expect(run(session, { type: 'hinted' })).toBe('deliver');
      expect(session.ledger.sent).toBe(1);
    }
  });

  it('goes behind at its bound of unacknowledged frames and comes back, with a hint, at half of it', () => {
    const session = live({ unackedFramesMax: 4 });
    for (let index = 1; index <= 4; index++) expect(run(session, notify(index))).toBe('deliver');
    expect(run(session, notify(5))).toBe('drop');
    expect(run(session, { type: 'tick' }, 1_000)).toBe('hint');
    expect(run(session, { type: 'hinted' }, 1_001)).toBe('deliver');
    expect(run(session, notify(6), 1_002)).toBe('drop');
    expect(run(session, { type: 'tick' }, 1_500)).toBe('');
    expect(run(session, ack(1), 1_600)).toBe('');
    expect(run(session, ack(2), 2_100)).toBe('hint');
    expect(session.phase).toBe('live');
    expect(run(session, { type: 'hinted' }, 2_101)).toBe('deliver');
    expect(run(session, notify(7), 2_102)).toBe('deliver');
    expect(session.ledger.sent).toBe(7);
  });

  it('hints again until a hint could be collected', () => {
    const session = live();
    expect(run(session, { type: 'resync' }, 0)).toBe('hint');
    expect(run(session, { type: 'resync' }, 1)).toBe('');
    expect(run(session, { type: 'hintFailed' }, 2)).toBe('');
    expect(run(session, { type: 'tick' }, 999)).toBe('');
    expect(run(session, { type: 'tick' }, 1_000)).toBe('hint');
    expect(run(session, { type: 'hintEmpty' }, 1_001)).toBe('');
    expect(run(session, { type: 'tick' }, 5_000)).toBe('');
  });

  it('hints ever more rarely at a client that acknowledges nothing', () => {
    const session = live({ unackedFramesMax: 1, heartbeatMs: 1_000_000 });
    run(session, notify(1));
    const hintedAtMs: number[] = [];
    for (let nowMs = 1_000; nowMs <= 130_000; nowMs += 1_000) {
      run(session, notify(2), nowMs);
      if (run(session, { type: 'tick' }, nowMs) !== 'hint') continue;
      hintedAtMs.push(nowMs / 1_000);
      run(session, { type: 'hinted' }, nowMs);
    }
    expect(hintedAtMs).toEqual([1, 3, 7, 15, 31, 63, 95, 127]);
  });

  it('stops reading while the outbox is full, hints when it has drained, and closes 4003 when it does not', () => {
    const session = live({ heartbeatMs: 1_000 });
    expect(run(session, { type: 'congested' }, 0)).toBe('pause');
    expect(run(session, { type: 'congested' }, 1)).toBe('');
    expect(run(session, notify(1), 2)).toBe('drop');
    expect(run(session, page, 3)).toBe('queue');
    expect(run(session, { type: 'tick' }, 29_999)).toBe('');
    expect(run(session, { type: 'drained' }, 29_999)).toBe('resume, serveNext, hint');
    expect(run(session, { type: 'tick' }, 30_000)).toBe('');
    expect(run(session, { type: 'congested' }, 30_000)).toBe('pause');
    expect(run(session, { type: 'tick' }, 60_000)).toBe('close tooSlow OUTBOX_FULL, leave');
  });

  it('holds back a hint that arrives while the outbox is full', () => {
    const session = live();
    expect(run(session, { type: 'resync' }, 0)).toBe('hint');
    run(session, { type: 'congested' }, 1);
    expect(run(session, { type: 'hinted' }, 2)).toBe('drop');
    expect(run(session, { type: 'drained' }, 1_000)).toBe('resume, hint');
  });

  it('closes a client that is silent for two heartbeats; any frame and any WebSocket ping is a sign of life', () => {
    for (const event of [{ type: 'heard' }, ack(0), { type: 'request', page: false }] as SessionEvent[]) {
      const session = live({ heartbeatMs: 100 });
      run(session, event, 150);
      expect(run(session, { type: 'tick' }, 349)).toBe('');
      expect(run(session, { type: 'tick' }, 350)).toBe('close tooSlow SILENT, leave');
    }
  });

  it('closes 4001 when the token expires', () => {
    const session = connecting();
    run(session, { type: 'connected', validForMs: 1_000 }, 10);
    expect(run(session, { type: 'tick' }, 1_009)).toBe('');
    expect(run(session, { type: 'tick' }, 1_010)).toBe('close unauthenticated TOKEN_EXPIRED, leave');
  });

  it('destroys a socket whose client does not answer the close', () => {
    const session = live();
    run(session, { type: 'replaced' }, 10);
    expect(run(session, { type: 'tick' }, 2_009)).toBe('');
    expect(run(session, { type: 'tick' }, 2_010)).toBe('destroy');
  });

  it('bounds requests, and pages more tightly', () => {
    const session = live({ requestsMax: 4, pagesMax: 1 });
    expect(run(session, page)).toBe('serve');
    expect(run(session, page)).toBe('queue');
    expect(run(session, page)).toBe('queue');
    expect(run(session, { type: 'request', page: false })).toBe('serve');
    expect(run(session, { type: 'request', page: false })).toBe('refuse');
    expect(run(session, { type: 'ack', received: 0, positions: [{ conversationId: 's~a~b', index: 1 }] })).toBe(
      'refuse',
    );
    expect(run(session, { type: 'answered', page: false })).toBe('');
    expect(run(session, { type: 'answered', page: true })).toBe('serveNext');
    expect(run(session, { type: 'answered', page: true })).toBe('serveNext');
    expect(run(session, { type: 'answered', page: true })).toBe('');
    expect(session.requests).toBe(0);
  });

  it('closes 4004 when more frames are acknowledged than were sent', () => {
    const session = live();
    run(session, notify(1));
    expect(run(session, ack(1))).toBe('');
    expect(run(session, ack(2))).toBe('close protocolError RECEIVED_ABOVE_SENT, leave');
  });

  it('saves positions by time and by number, and the first claim of a conversation at once', () => {
    const session = live({ positionsMax: 2 });
    for (const conversationId of ['a', 'b']) {
      run(session, { type: 'notify', range: { conversationId, fromIndex: 1, toIndex: 1 }, bytes: 1 });
    }
    expect(run(session, ack(1), 1)).toBe('');
    expect(run(session, { type: 'tick' }, 29_999)).toBe('');
    run(session, { type: 'heard' }, 29_999);
    expect(run(session, { type: 'tick' }, 30_000)).toBe('save');
    expect(run(session, ack(2), 30_001)).toBe('save');
    const claim = { type: 'ack', received: 0, positions: [{ conversationId: 'c', index: 5 }] } as const;
    expect(run(session, claim)).toBe('verify, save');
  });
});
