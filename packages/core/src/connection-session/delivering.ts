import { becomeLive, hintIfDue, mayBeLive } from './hinting.ts';
import { startWaitingPages } from './serving.ts';
import type { Effect } from './session-events.ts';
import { close, deliver, drop, type Effects, type EventOf, none, type Session } from './session-state.ts';

const buffer: Effects = [{ type: 'buffer' }];

/** A frame for the client: delivered, kept until the welcome, or dropped and made good by a hint. */
export function notify(session: Session, event: EventOf<'notify'>): Effects {
  switch (session.phase) {
    case 'live':
      if (session.ledger.unacked < session.limits.unackedFramesMax) {
        session.ledger.add(event.range);
        return deliver;
      }
      session.phase = 'behind';
      session.missed = true;
      return drop;
    case 'connecting':
      return keepUntilWelcome(session, event.bytes);
    default:
      session.missed = true;
      return drop;
  }
}

function keepUntilWelcome(session: Session, bytes: number): Effects {
  if (session.missed) return drop;
  const { bufferFramesMax, bufferBytesMax } = session.limits;
  if (session.bufferedFrames + 1 > bufferFramesMax || session.bufferedBytes + bytes > bufferBytesMax) {
    session.missed = true;
    session.bufferedFrames = 0;
    session.bufferedBytes = 0;
    return [{ type: 'dropBuffer' }, ...drop];
  }
  session.bufferedFrames += 1;
  session.bufferedBytes += bytes;
  return buffer;
}

export function connected(session: Session, event: EventOf<'connected'>, nowMs: number): Effects {
  if (session.phase !== 'connecting') return none;
  session.phase = 'live';
  session.tokenExpiresMs = nowMs + event.validForMs;
  session.savedMs = nowMs;
  session.bufferedFrames = 0;
  session.bufferedBytes = 0;
  return [{ type: 'welcome' }, ...hintIfDue(session, nowMs)];
}

/** A client that is not welcomed yet has no business with so many bytes; others get heads until they have read them. */
export function congested(session: Session, nowMs: number): Effects {
  if (session.phase === 'handshake' || session.phase === 'connecting') {
    return close(session, 'tooSlow', 'OUTBOX_FULL', nowMs);
  }
  session.phase = 'behind';
  if (session.blockedMs !== undefined) return none;
  session.blockedMs = nowMs;
  return [{ type: 'pause' }];
}

export function drained(session: Session, nowMs: number): Effects {
  if (session.blockedMs === undefined) return none;
  session.blockedMs = undefined;
  // It could not be heard while nothing was read from it.
  session.heardMs = nowMs;
  const effects: Effect[] = [{ type: 'resume' }, ...startWaitingPages(session)];
  if (mayBeLive(session)) effects.push(...becomeLive(session, nowMs));
  return effects;
}
