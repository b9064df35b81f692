/** Bounds of the transports. Bytes unless the name says otherwise. */
export const rpcLimits = {
  /** One request or reply message. */
  messageBytesMax: 4 * 1024 * 1024,
  /** A batch is closed when it has reached this; a single larger message travels alone. */
  batchBytesMax: 1024 * 1024,
  /**
   * Calls or replies of a frame; what is over goes with the next turn. So small that the other end works on one frame while
   * the next is made, instead of both waiting for each other; so large that the frame itself costs little.
   */
  batchCallsMax: 64,
  /** What a gRPC message may have: a largest message and its envelope. */
  grpcMessageBytesMax: 4 * 1024 * 1024 + 64 * 1024,
  /** Calls in flight on one stream (or one local transport, or unary calls of one server). */
  callsInFlightMax: 10_000,
  /** Request bytes in flight on one stream. */
  bytesInFlightMax: 64 * 1024 * 1024,
} as const;
