import { deliver, drop, type Effects, type EventOf, none, type Session } from './session-state.ts';

const hint: Effects = [{ type: 'hint' }];

/** Hints that nobody heeds come ever more rarely, down to one in 32 intervals. */
const hintBackoffMax = 5;

/** What held the client back is over. */
export function mayBeLive(session: Session): boolean {
  if (session.phase !== 'behind' || session.blockedMs !== undefined) return false;
  return session.ledger.unacked * 2 <= session.limits.unackedFramesMax;
}

/** Live first, hint second: what is pushed while the heads are collected is delivered, not lost between the two. */
export function becomeLive(session: Session, nowMs: number): Effects {
  session.phase = 'live';
  return hintIfDue(session, nowMs);
}

/** Begins a hint if one is owed, possible, and not too soon after the last. */
export function hintIfDue(session: Session, nowMs: number): Effects {
  if (!session.missed || session.hinting || session.blockedMs !== undefined) return none;
  if (session.phase !== 'live' && session.phase !== 'behind') return none;
  const intervalMs = session.limits.hintIntervalMs * 2 ** Math.min(session.unheededHints, hintBackoffMax);
  if (nowMs - session.hintedMs < intervalMs) return none;
  session.missed = false;
  session.hinting = true;
  session.hintedMs = nowMs;
  return hint;
}

/** A hint that can't be delivered now is owed again. */
export function hintCollected(session: Session, event: EventOf<'hinted' | 'hintEmpty' | 'hintFailed'>): Effects {
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
