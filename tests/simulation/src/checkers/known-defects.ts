import type { Violation } from './violation.ts';

/** A defect that the simulator has found and that is still there. Its entry goes when it is repaired. */
export interface KnownDefect {
  /** What happens, and how. */
  readonly name: string;
  /** Seeds that showed it when it was found; other code gives other traces. */
  readonly seeds: readonly number[];
  explains(violation: Violation): boolean;
}

export const knownDefects: readonly KnownDefect[] = [];

export function knownDefectOf(violation: Violation): KnownDefect | undefined {
  return knownDefects.find((defect) => defect.explains(violation));
}
