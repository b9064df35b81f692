/** A caller that was let in. */
export interface AdmittedCaller {
  /** As configured; for logs and counters. */
  readonly name: string;
  /** `path`: `package.Service/Method`. */
  mayCall(path: string): boolean;
}

/** Decides who may call a server that is reached over the network. */
export interface CallGuard {
  /** `authorization`: the metadata of this name; empty if none. @throws ServiceError UNAUTHENTICATED */
  admit(authorization: string): AdmittedCaller;
}
