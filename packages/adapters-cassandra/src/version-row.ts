import { kvLimits } from '@microchat/ports/kv-store';

/** Where the id of the commit that made this version lies: a ring, so that a commit writes its id without reading others. */
export function recentSlot(version: number): number {
  return version % kvLimits.recentCommitIds;
}

/** The ids of the last commits of a partition at `version`, newest last. */
export function recentCommitIds(version: number, slots: Readonly<Record<number, string>>): string[] {
  const ids: string[] = [];
  for (let made = Math.max(1, version - kvLimits.recentCommitIds + 1); made <= version; made++) {
    const id = slots[recentSlot(made)];
    if (id !== undefined) ids.push(id);
  }
  return ids;
}
