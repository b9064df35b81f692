import type { TimedNode } from './cpu-profile.ts';

export interface SelfTime {
  readonly name: string;
  readonly place: string;
  /** Of the busy time. */
  readonly share: number;
}

/** The functions that took most time themselves, wherever they were called. */
export function topSelfTimes(root: TimedNode, count: number): SelfTime[] {
  const byFunction = new Map<string, { name: string; place: string; selfUs: number }>();
  const visit = ({ name, place, selfUs, children }: TimedNode) => {
    const key = `${name} ${place}`;
    const entry = byFunction.get(key) ?? { name, place, selfUs: 0 };
    entry.selfUs += selfUs;
    byFunction.set(key, entry);
    children.forEach(visit);
  };
  visit(root);
  return [...byFunction.values()]
    .toSorted((left, right) => right.selfUs - left.selfUs)
    .slice(0, count)
    .map(({ name, place, selfUs }) => ({ name, place, share: selfUs / root.totalUs }));
}
