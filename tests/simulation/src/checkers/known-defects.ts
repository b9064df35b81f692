import type { Violation } from './violation.ts';

/** A defect that the simulator has found and that is still there. Its entry goes when it is repaired. */
export interface KnownDefect {
  /** What happens, and how. */
  readonly name: string;
  /** Seeds that showed it when it was found; other code gives other traces. */
  readonly seeds: readonly number[];
  explains(violation: Violation): boolean;
}

export const knownDefects: readonly KnownDefect[] = [
  {
    // A worker learns by a push that a member was added. If that push finds no route (presence away, lease lost, call lost),
    // the connection is in no table of the group until it connects again; heartbeats bring the group's messages till then.
    name: 'a connection that missed the entry which added its user gets no pushes of the group',
    seeds: [30, 43],
    explains: ({ details }) => /^no push: \S+ g~/.test(details),
  },
];

export function knownDefectOf(violation: Violation): KnownDefect | undefined {
  return knownDefects.find((defect) => defect.explains(violation));
}
