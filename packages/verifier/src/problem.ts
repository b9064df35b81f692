/**
 * What must not happen to a message.
 * - `lost`: acknowledged and not in the log, a hole in the log, or in the log and not told to a device
 * - `doubled`: twice in the log, or told twice to one device
 * - `reordered`: not where it was acknowledged, a broken chain, or told in another order than that of the log
 * - `late`: acknowledged or told later than allowed
 */
export type ProblemKind = 'lost' | 'doubled' | 'reordered' | 'late';

export interface Problem {
  readonly kind: ProblemKind;
  /** For people: which message of which conversation, and what about it. */
  readonly what: string;
}
