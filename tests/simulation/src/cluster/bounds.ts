import type { SessionLimits } from '@microchat/core/connection-session/session-limits';

/** Bounds of the product that a simulation sets lower than the defaults, so that they are reached. */
export interface Bounds {
  readonly segmentEntriesMax: number;
  readonly heartbeatMs: number;
  /** Bytes queued for one client. */
  readonly outboxBytesMax: number;
  readonly session: Partial<SessionLimits>;
}

export const smallBounds: Bounds = {
  segmentEntriesMax: 12,
  heartbeatMs: 4_000,
  outboxBytesMax: 8 * 1024,
  session: { unackedFramesMax: 24, saveIntervalMs: 2_000, drainTimeoutMs: 8_000, bufferFramesMax: 12 },
};
