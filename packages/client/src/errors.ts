import type { ErrorFrame } from './protocol/frames.ts';

/** Canonical gRPC codes by name; servers may add none, so an unknown one reads as UNKNOWN. */
const retryableCodes = new Set([
  'CANCELLED',
  'UNKNOWN',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
  'ABORTED',
  'INTERNAL',
  'UNAVAILABLE',
]);

/** The one error of this SDK: what a server answered, or what the SDK itself gave up on (same codes). */
export class MicroChatError extends Error {
  override readonly name = 'MicroChatError';
  /** Canonical gRPC code, for example `NOT_FOUND`. */
  readonly code: string;
  /** Stable cause in upper snake case, for programs. */
  readonly reason: string;
  /** Path of the offending field, empty if none. */
  readonly field: string;
  /** When to try again; 0 = no advice. */
  readonly retryAfterMs: number;

  constructor(code: string, reason: string, message: string, detail: { field?: string; retryAfterMs?: number } = {}) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.field = detail.field ?? '';
    this.retryAfterMs = detail.retryAfterMs ?? 0;
  }

  static fromFrame(frame: ErrorFrame): MicroChatError {
    return new MicroChatError(frame.code, frame.reason, frame.message || `${frame.code}: ${frame.reason}`, frame);
  }

  /** True when the same request may succeed later; false when the answer is definitive. */
  get retryable(): boolean {
    return retryableCodes.has(this.code);
  }
}

/** Any thrown value as a MicroChatError; foreign errors become UNKNOWN with the given reason. */
export function toMicroChatError(cause: unknown, reason: string): MicroChatError {
  if (cause instanceof MicroChatError) return cause;
  return new MicroChatError('UNKNOWN', reason, cause instanceof Error ? cause.message : String(cause));
}
