/** Bounds of the transports. Bytes unless the name says otherwise. */
export const rpcLimits = {
  /** One request or reply message. */
  messageBytesMax: 4 * 1024 * 1024,
  /** A batch is closed when it has reached this; a single larger message travels alone. */
  batchBytesMax: 1024 * 1024,
  /** What a gRPC message may have: a largest message and its envelope. */
  grpcMessageBytesMax: 4 * 1024 * 1024 + 64 * 1024,
  /** Calls in flight on one stream (or one local transport, or unary calls of one server). */
  callsInFlightMax: 10_000,
  /** Request bytes in flight on one stream. */
  bytesInFlightMax: 64 * 1024 * 1024,
} as const;
