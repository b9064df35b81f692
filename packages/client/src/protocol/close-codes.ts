/** Close codes of protocol v1; what a client does then: connection/machine.ts. */
export const closeCodes = {
  normal: 1000,
  restart: 1012,
  busy: 1013,
  unauthenticated: 4001,
  /** The same user and device connected again, or was kicked. */
  replaced: 4002,
  tooSlow: 4003,
  protocolError: 4004,
} as const;
