/** A unary call that has arrived, before anything was decoded. */
export interface EdgeCall {
  /** `package.Service/Method`. */
  readonly path: string;
  /** The metadata of this name; empty if none. */
  readonly authorization: string;
  readonly request: Buffer;
}

/** What every call of a server that faces callers from outside goes through. */
export interface CallEdge {
  /** Refuses with a ServiceError, or runs the call with `next`. */
  run(call: EdgeCall, next: () => Promise<Uint8Array>): Promise<Uint8Array>;
}
