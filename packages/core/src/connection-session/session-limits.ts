import { limits } from '../limits.ts';

/** Bounds of one connection. Times in milliseconds of a monotonic clock. */
export interface SessionLimits {
  /** From the upgrade to the hello. */
  readonly helloTimeoutMs: number;
  /** From the upgrade to the welcome. */
  readonly connectTimeoutMs: number;
  /** The client pings this often; after two intervals of silence it counts as gone. */
  readonly heartbeatMs: number;
  /** A full outbox must empty within this. */
  readonly drainTimeoutMs: number;
  /** From the close frame to the end of the socket. */
  readonly closeTimeoutMs: number;
  /** Hints are at least this far apart; further if the client acknowledges nothing. */
  readonly hintIntervalMs: number;
  /** Stored positions are saved at most this often. */
  readonly saveIntervalMs: number;
  /** Frames with entries, sent and not acknowledged; past it the client gets heads only, until half of it. */
  readonly unackedFramesMax: number;
  /** Live frames kept until the welcome. */
  readonly bufferFramesMax: number;
  readonly bufferBytesMax: number;
  /** Requests taken and not answered. */
  readonly requestsMax: number;
  /** Requests with long answers (pages, lists) that run at the same time; the others wait. */
  readonly pagesMax: number;
  /** Conversations whose stored position a connection remembers. */
  readonly conversationsMax: number;
  /** Positions that are saved in one call; so many unsaved ones are saved at once. */
  readonly positionsMax: number;
}

export const sessionDefaults: SessionLimits = {
  helloTimeoutMs: limits.helloTimeoutMs,
  connectTimeoutMs: 15_000,
  heartbeatMs: 25_000,
  drainTimeoutMs: 30_000,
  closeTimeoutMs: 2_000,
  hintIntervalMs: 1_000,
  saveIntervalMs: 30_000,
  unackedFramesMax: limits.unackedFramesMax,
  bufferFramesMax: limits.connectBufferFramesMax,
  bufferBytesMax: limits.connectBufferBytesMax,
  requestsMax: 256,
  pagesMax: 4,
  conversationsMax: 1_000,
  positionsMax: limits.positionsMax,
};
