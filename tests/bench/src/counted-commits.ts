import type { KvStore } from '@microchat/ports/kv-store';

export interface CountedCommits {
  readonly kv: KvStore;
  /** Commits that were started so far. */
  commits(): number;
}

/** Counts the commits of whoever uses `kv`. */
export function countCommits(kv: KvStore): CountedCommits {
  let commits = 0;
  return {
    commits: () => commits,
    kv: {
      read: (key, columns) => kv.read(key, columns),
      multiRead: (requests) => kv.multiRead(requests),
      scan: (key, range) => kv.scan(key, range),
      merge: (writes) => kv.merge(writes),
      commit: (commit) => {
        commits += 1;
        return kv.commit(commit);
      },
    },
  };
}
