/** Canonical gRPC codes (https://grpc.io/docs/guides/status-codes/), by name and number. */
export const statusCodes = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type StatusCode = Exclude<keyof typeof statusCodes, 'OK'>;

export interface ServiceErrorDetail {
  /** Stable cause in upper snake case, for programs. */
  readonly reason: string;
  /** For people. Never contains message content, secrets or internals. */
  readonly message: string;
  /** Path of the offending field. */
  readonly field?: string;
  /** When to try again; 0 or absent = no advice. */
  readonly retryAfterMs?: number;
}

/** The one error that crosses service borders; everything else becomes INTERNAL without details. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: StatusCode;
  readonly reason: string;
  readonly field: string;
  readonly retryAfterMs: number;

  constructor(code: StatusCode, detail: ServiceErrorDetail) {
    super(detail.message);
    this.code = code;
    this.reason = detail.reason;
    this.field = detail.field ?? '';
    this.retryAfterMs = detail.retryAfterMs ?? 0;
  }
}

const passingCodes: ReadonlySet<StatusCode> = new Set([
  'UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
  'ABORTED',
  'CANCELLED',
]);

/** A failure of the moment: the same call may succeed later. Consumers of the event log repeat those without end. */
export function isPassing(error: unknown): error is ServiceError {
  return error instanceof ServiceError && passingCodes.has(error.code);
}
