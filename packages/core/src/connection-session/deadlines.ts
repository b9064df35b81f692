import { save } from './acknowledging.ts';
import { hintIfDue } from './hinting.ts';
import { close, type Effects, none, type Session } from './session-state.ts';

/** Everything that depends on time alone. */
export function tick(session: Session, nowMs: number): Effects {
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
