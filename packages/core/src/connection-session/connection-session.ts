import { ack } from './acknowledging.ts';
import { tick } from './deadlines.ts';
import { congested, connected, drained, notify } from './delivering.ts';
import { hintCollected, hintIfDue } from './hinting.ts';
import { answered, request } from './serving.ts';
import type { SessionEvent } from './session-events.ts';
import { close, drop, type Effects, type EventOf, none, type Session } from './session-state.ts';

/** Takes one event; `nowMs` is of a monotonic clock. The effects are to be done in their order. */
export function step(session: Session, event: SessionEvent, nowMs: number): Effects {
  if (session.phase === 'closing') return stepClosing(session, event, nowMs);
  switch (event.type) {
    case 'notify':
      return notify(session, event);
    case 'hello':
    case 'request':
    case 'ack':
    case 'invalid':
    case 'undecodable':
    case 'heard':
      session.heardMs = nowMs;
      return stepInbound(session, event, nowMs);
    case 'answered':
      return answered(session, event);
    case 'congested':
      return congested(session, nowMs);
    case 'drained':
      return drained(session, nowMs);
    case 'tick':
      return tick(session, nowMs);
    default:
      return stepWorker(session, event, nowMs);
  }
}

type InboundEvent = EventOf<'hello' | 'request' | 'ack' | 'invalid' | 'undecodable' | 'heard'>;

function stepInbound(session: Session, event: InboundEvent, nowMs: number): Effects {
  switch (event.type) {
    case 'hello':
      if (session.phase !== 'handshake') return close(session, 'protocolError', 'SECOND_HELLO', nowMs);
      session.phase = 'connecting';
      return [{ type: 'connect' }];
    case 'request':
      return request(session, event, nowMs);
    case 'ack':
      return ack(session, event, nowMs);
    case 'invalid':
      return [{ type: 'answerInvalid' }];
    case 'undecodable':
      return close(session, 'protocolError', 'UNDECODABLE_FRAME', nowMs);
    case 'heard':
      return none;
  }
}

type WorkerEvent = Exclude<
  SessionEvent,
  InboundEvent | EventOf<'notify' | 'answered' | 'congested' | 'drained' | 'tick'>
>;

function stepWorker(session: Session, event: WorkerEvent, nowMs: number): Effects {
  switch (event.type) {
    case 'connected':
      return connected(session, event, nowMs);
    case 'refused':
      return session.phase === 'connecting' ? close(session, event.cause, event.reason, nowMs) : none;
    case 'confirmed':
      for (const position of event.positions) session.positions.confirm(position);
      return none;
    case 'saveFailed':
      session.positions.putBack(event.positions);
      return none;
    case 'hinted':
    case 'hintEmpty':
    case 'hintFailed':
      return hintCollected(session, event);
    case 'resync':
      if (session.phase === 'handshake') return none;
      session.missed = true;
      return hintIfDue(session, nowMs);
    case 'replaced':
      return close(session, 'replaced', 'REPLACED', nowMs);
    case 'kicked':
      return close(session, 'replaced', 'KICKED', nowMs);
    case 'revoked':
      return close(session, 'unauthenticated', 'TOKEN_REVOKED', nowMs);
    case 'drain':
      return close(session, 'restart', 'RESTART', nowMs);
    case 'gone':
      session.phase = 'closing';
      session.closingMs = nowMs;
      return [{ type: 'leave' }];
  }
}

function stepClosing(session: Session, event: SessionEvent, nowMs: number): Effects {
  if (event.type === 'notify' || event.type === 'hinted') return drop;
  if (event.type !== 'tick' || nowMs - session.closingMs < session.limits.closeTimeoutMs) return none;
  return [{ type: 'destroy' }];
}
