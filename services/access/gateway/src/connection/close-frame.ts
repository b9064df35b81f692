import type { CloseCause } from '@microchat/core/connection-session/session-events';
import { type CloseCode, closeCodes, reconnectReason } from '@microchat/protocol/close-codes';
import type { Random } from '@microchat/ports/time';

/** After a restart other workers are there at once; only the herd has to be spread. */
const restartReconnectMsMax = 1_000;
/** A busy worker needs some air. */
const busyReconnectMsMin = 1_000;
const busyReconnectMsMax = 5_000;

/** Close code and reason: when to come back for causes that pass, else the stable cause. */
export function closeFrame(cause: CloseCause, reason: string, random: Random): { code: CloseCode; reason: string } {
  const code = closeCodes[cause];
  if (cause === 'restart') return { code, reason: reconnectReason(random.next() * restartReconnectMsMax) };
  if (cause !== 'busy') return { code, reason };
  const spreadMs = busyReconnectMsMax - busyReconnectMsMin;
  return { code, reason: reconnectReason(busyReconnectMsMin + random.next() * spreadMs) };
}
