export type InvariantName = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'live' | 'determinism';

/** An invariant that did not hold. */
export interface Violation {
  readonly invariant: InvariantName;
  readonly details: string;
}
