/**
 * The part of an AbortSignal that calls need. An AbortSignal is one; the signal of a call is a plain object, because an
 * event target for every call costs more than the rest of it.
 */
export interface CancelSignal {
  readonly aborted: boolean;
  /** Why; a ServiceError where a call was cancelled. */
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
