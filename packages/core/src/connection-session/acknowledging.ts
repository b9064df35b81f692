import { becomeLive, mayBeLive } from './hinting.ts';
import type { Effect } from './session-events.ts';
import { close, type Effects, type EventOf, type Session } from './session-state.ts';

/** A count acknowledges frames, positions are claims about conversations; both mean: stored by the client. */
export function ack(session: Session, event: EventOf<'ack'>, nowMs: number): Effects {
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

/** Saves what has gathered. */
export function save(session: Session, nowMs: number): Effect {
  session.savedMs = nowMs;
  return { type: 'save' };
}
