import type { Commit, CommitOutcome, KvStore } from '@microchat/ports/kv-store';

/** The store with another `commit`. */
export function wrapCommit(
  wrap: (commit: Commit, inner: (commit: Commit) => Promise<CommitOutcome>) => Promise<CommitOutcome>,
): (kv: KvStore) => KvStore {
  return (kv) => ({
    read: (key, columns) => kv.read(key, columns),
    multiRead: (requests) => kv.multiRead(requests),
    scan: (key, range) => kv.scan(key, range),
    merge: (writes) => kv.merge(writes),
    commit: (commit) => wrap(commit, (changed) => kv.commit(changed)),
  });
}
