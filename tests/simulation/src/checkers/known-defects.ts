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
    // The head of a list entry comes from the log, the member's newest own message from what delivery has recorded. Between
    // commit and delivery the entry counts own messages, and the client keeps that count as its base.
    name: 'unread of a group counts own messages that delivery has not recorded yet',
    seeds: [145, 150],
    explains: ({ details }) => / g~\S+: \d+ unread, should be \d+$/.test(details),
  },
  {
    // Changes are put together of list entries and, later, heads. A removal in between: the entry says member, the head is
    // beyond the removal. The client's heads only grow, so it waits for messages that it may not have, and its
    // history cannot be scrolled.
    name: 'a removed member is told a head beyond the removal',
    seeds: [80],
    explains({ details }) {
      if (/ scrolls through g~\S+ and sees 0 of /.test(details)) return true;
      const [, has = '0', should = '0'] = / g~\S+: ends at (\d+), should at (\d+)$/.exec(details) ?? [];
      return Number(has) > Number(should);
    },
  },
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
