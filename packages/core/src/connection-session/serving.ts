import type { Effect } from './session-events.ts';
import { close, type Effects, type EventOf, none, type Session } from './session-state.ts';

const serve: Effects = [{ type: 'serve' }];
const queue: Effects = [{ type: 'queue' }];

/** Pages are long, so only a few of them run at a time, and none while the outbox is full. */
export function request(session: Session, event: EventOf<'request'>, nowMs: number): Effects {
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

export function answered(session: Session, event: EventOf<'answered'>): Effects {
  session.requests -= 1;
  if (!event.page) return none;
  session.pagesRunning -= 1;
  return startWaitingPages(session);
}

function mayStartPage(session: Session): boolean {
  return session.pagesRunning < session.limits.pagesMax && session.blockedMs === undefined;
}

/** Runs as many kept pages as there is room for. */
export function startWaitingPages(session: Session): Effects {
  if (session.pagesWaiting === 0) return none;
  const effects: Effect[] = [];
  while (session.pagesWaiting > 0 && mayStartPage(session)) {
    session.pagesWaiting -= 1;
    session.pagesRunning += 1;
    effects.push({ type: 'serveNext' });
  }
  return effects;
}
