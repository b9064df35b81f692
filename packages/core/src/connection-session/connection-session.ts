import { FrameLedger } from './frame-ledger.ts';
import type { CloseCause, Effect, SessionEvent } from './session-events.ts';
import type { SessionLimits } from './session-limits.ts';
import { StoredPositions } from './stored-positions.ts';

export type Phase = 'handshake' | 'connecting' | 'live' | 'behind' | 'closing';

/**
 * State of one long connection (SPEC.md). Only `step` changes it. It is changed in place: a group message is one step
 * for each of its receivers, and a copy of the state for each would cost more than the rest of the step.
 */
export interface Session {
  phase: Phase;
  readonly limits: SessionLimits;
  readonly openedMs: number;
  readonly ledger: FrameLedger;
  readonly positions: StoredPositions;
  /** When the client was last heard. */
  heardMs: number;
  savedMs: number;
  hintedMs: number;
  /** Hints since the client last acknowledged anything. */
  unheededHints: number;
  /** A hint is being collected. */
  hinting: boolean;
  /** Something was not delivered since the last hint. */
  missed: boolean;
  /** The outbox is over its bound since then. */
  blockedMs: number | undefined;
  tokenExpiresMs: number;
  closingMs: number;
  bufferedFrames: number;
  bufferedBytes: number;
  requests: number;
  pagesRunning: number;
  pagesWaiting: number;
}

type Effects = readonly Effect[];
type EventOf<Type extends SessionEvent['type']> = SessionEvent & { readonly type: Type };

// Effects without parameters are shared: most steps of a busy connection then allocate nothing.
const none: Effects = [];
const deliver: Effects = [{ type: 'deliver' }];
const buffer: Effects = [{ type: 'buffer' }];
const drop: Effects = [{ type: 'drop' }];
const serve: Effects = [{ type: 'serve' }];
const queue: Effects = [{ type: 'queue' }];
const hint: Effects = [{ type: 'hint' }];

/** Hints that nobody heeds come ever more rarely, down to one in 32 intervals. */
const hintBackoffMax = 5;

export function openSession(limits: SessionLimits, nowMs: number): Session {
  return {
    phase: 'handshake',
    limits,
    openedMs: nowMs,
    ledger: new FrameLedger(),
    positions: new StoredPositions(limits.conversationsMax),
    heardMs: nowMs,
    savedMs: nowMs,
    hintedMs: nowMs - limits.hintIntervalMs,
    unheededHints: 0,
    hinting: false,
    missed: false,
    blockedMs: undefined,
    tokenExpiresMs: Number.POSITIVE_INFINITY,
    closingMs: 0,
    bufferedFrames: 0,
    bufferedBytes: 0,
    requests: 0,
    pagesRunning: 0,
    pagesWaiting: 0,
  };
}

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

function notify(session: Session, event: EventOf<'notify'>): Effects {
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

function connected(session: Session, event: EventOf<'connected'>, nowMs: number): Effects {
  if (session.phase !== 'connecting') return none;
  session.phase = 'live';
  session.tokenExpiresMs = nowMs + event.validForMs;
  session.savedMs = nowMs;
  session.bufferedFrames = 0;
  session.bufferedBytes = 0;
  return [{ type: 'welcome' }, ...hintIfDue(session, nowMs)];
}

function request(session: Session, event: EventOf<'request'>, nowMs: number): Effects {
  if (session.phase === 'handshake') return close(session, 'unauthenticated', 'HELLO_EXPECTED', nowMs);
  if (session.phase === 'connecting') return [{ type: 'refuse', reason: 'NOT_WELCOMED' }];
  if (session.requests >= session.limits.requestsMax) return [{ type: 'refuse', reason: 'TOO_MANY_REQUESTS' }];
  session.requests += 1;
  if (!event.page) return serve;
  if (mayStartPage(session)) {
    session.pagesRunning += 1;
    return serve;
  }
  session.pagesWaiting += 1;
  return queue;
}

function answered(session: Session, event: EventOf<'answered'>): Effects {
  session.requests -= 1;
  if (!event.page) return none;
  session.pagesRunning -= 1;
  return startWaitingPages(session);
}

function mayStartPage(session: Session): boolean {
  return session.pagesRunning < session.limits.pagesMax && session.blockedMs === undefined;
}

function startWaitingPages(session: Session): Effects {
  if (session.pagesWaiting === 0) return none;
  const effects: Effect[] = [];
  while (session.pagesWaiting > 0 && mayStartPage(session)) {
    session.pagesWaiting -= 1;
    session.pagesRunning += 1;
    effects.push({ type: 'serveNext' });
  }
  return effects;
}

function ack(session: Session, event: EventOf<'ack'>, nowMs: number): Effects {
  if (session.phase === 'handshake') return close(session, 'unauthenticated', 'HELLO_EXPECTED', nowMs);
  const covered = session.ledger.acknowledge(event.received);
  if (covered === undefined) return close(session, 'protocolError', 'RECEIVED_ABOVE_SENT', nowMs);
  session.unheededHints = 0;
  for (const range of covered) session.positions.acknowledge(range);
  const effects: Effect[] = [];
  const unverified = event.positions.filter((position) => !session.positions.claim(position));
  if (unverified.length > 0) effects.push(verify(session, unverified));
  if (session.positions.unsaved >= session.limits.positionsMax) effects.push(save(session, nowMs));
  if (mayBeLive(session)) effects.push(...becomeLive(session, nowMs));
  return effects;
}

function verify(session: Session, positions: EventOf<'ack'>['positions']): Effect {
  if (session.phase === 'connecting') return { type: 'refuse', reason: 'NOT_WELCOMED' };
  if (session.requests >= session.limits.requestsMax) return { type: 'refuse', reason: 'TOO_MANY_REQUESTS' };
  session.requests += 1;
  return { type: 'verify', positions };
}

function save(session: Session, nowMs: number): Effect {
  session.savedMs = nowMs;
  return { type: 'save' };
}

function congested(session: Session, nowMs: number): Effects {
  if (session.phase === 'handshake' || session.phase === 'connecting') {
    return close(session, 'tooSlow', 'OUTBOX_FULL', nowMs);
  }
  session.phase = 'behind';
  if (session.blockedMs !== undefined) return none;
  session.blockedMs = nowMs;
  return [{ type: 'pause' }];
}

function drained(session: Session, nowMs: number): Effects {
  if (session.blockedMs === undefined) return none;
  session.blockedMs = undefined;
  // It could not be heard while nothing was read from it.
  session.heardMs = nowMs;
  const effects: Effect[] = [{ type: 'resume' }, ...startWaitingPages(session)];
  if (mayBeLive(session)) effects.push(...becomeLive(session, nowMs));
  return effects;
}

function mayBeLive(session: Session): boolean {
  if (session.phase !== 'behind' || session.blockedMs !== undefined) return false;
  return session.ledger.unacked * 2 <= session.limits.unackedFramesMax;
}

// Live first, hint second: what is pushed while the heads are collected is then delivered and not lost between the two.
function becomeLive(session: Session, nowMs: number): Effects {
  session.phase = 'live';
  return hintIfDue(session, nowMs);
}

function hintIfDue(session: Session, nowMs: number): Effects {
  if (!session.missed || session.hinting || session.blockedMs !== undefined) return none;
  if (session.phase !== 'live' && session.phase !== 'behind') return none;
  const intervalMs = session.limits.hintIntervalMs * 2 ** Math.min(session.unheededHints, hintBackoffMax);
  if (nowMs - session.hintedMs < intervalMs) return none;
  session.missed = false;
  session.hinting = true;
  session.hintedMs = nowMs;
  return hint;
}

function hintCollected(session: Session, event: EventOf<'hinted' | 'hintEmpty' | 'hintFailed'>): Effects {
  session.hinting = false;
  if (event.type === 'hintEmpty') return none;
  if (event.type === 'hintFailed' || session.blockedMs !== undefined) {
    session.missed = true;
    return event.type === 'hinted' ? drop : none;
  }
  session.unheededHints += 1;
  session.ledger.add(undefined);
  return deliver;
}

function tick(session: Session, nowMs: number): Effects {
  const { limits } = session;
  switch (session.phase) {
    case 'handshake':
      if (nowMs - session.openedMs < limits.helloTimeoutMs) return none;
      return close(session, 'unauthenticated', 'HELLO_TIMEOUT', nowMs);
    case 'connecting':
      if (nowMs - session.openedMs < limits.connectTimeoutMs) return none;
      return close(session, 'busy', 'CONNECT_TIMEOUT', nowMs);
    default:
      return tickEstablished(session, nowMs);
  }
}

function tickEstablished(session: Session, nowMs: number): Effects {
  const { limits, blockedMs } = session;
  if (nowMs >= session.tokenExpiresMs) return close(session, 'unauthenticated', 'TOKEN_EXPIRED', nowMs);
  if (blockedMs !== undefined) {
    // A paused socket is not read, so its silence says nothing.
    if (nowMs - blockedMs < limits.drainTimeoutMs) return none;
    return close(session, 'tooSlow', 'OUTBOX_FULL', nowMs);
  }
  if (nowMs - session.heardMs >= 2 * limits.heartbeatMs) return close(session, 'tooSlow', 'SILENT', nowMs);
  const due = hintIfDue(session, nowMs);
  if (session.positions.unsaved === 0 || nowMs - session.savedMs < limits.saveIntervalMs) return due;
  return [...due, save(session, nowMs)];
}

function close(session: Session, cause: CloseCause, reason: string, nowMs: number): Effects {
  session.phase = 'closing';
  session.closingMs = nowMs;
  return [{ type: 'close', cause, reason }, { type: 'leave' }];
}
