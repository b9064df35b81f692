/** WebSocket close codes of protocol v1. Each tells the client whether, and when, to come back. */
export const closeCodes = {
  /** The server restarts. Reconnect after the reason's `reconnectAfterMs`. */
  restart: 1012,
  /** Too busy to take the connection. Reconnect after the reason's `reconnectAfterMs`. */
  busy: 1013,
  /** No hello as the first frame in time, or a token that is not valid. Reconnect only with another token. */
  unauthenticated: 4001,
  /** The same user and device connected again, or was kicked. Do not reconnect by yourself. */
  replaced: 4002,
  /** The client reads too slowly, or was silent for two heartbeats. Reconnect and sync: nothing is lost. */
  tooSlow: 4003,
  /** A frame that is no frame, a second hello, or a count that can't be. A defect of the client; reconnecting repeats it. */
  protocolError: 4004,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** Close reason of 1012 and 1013: JSON, well below the 123 bytes that a close frame has room for. */
export function reconnectReason(reconnectAfterMs: number): string {
  return JSON.stringify({ reconnectAfterMs: Math.round(reconnectAfterMs) });
}
