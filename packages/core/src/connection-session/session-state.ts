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

export type Effects = readonly Effect[];
export type EventOf<Type extends SessionEvent['type']> = SessionEvent & { readonly type: Type };

/** Effects without parameters are shared: most steps of a busy connection then allocate nothing. */
export const none: Effects = [];
export const deliver: Effects = [{ type: 'deliver' }];
export const drop: Effects = [{ type: 'drop' }];

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

/** Ends the session. */
export function close(session: Session, cause: CloseCause, reason: string, nowMs: number): Effects {
  session.phase = 'closing';
  session.closingMs = nowMs;
  return [{ type: 'close', cause, reason }, { type: 'leave' }];
}
