import { type KvStore, kvLimits, type PartitionRead } from '@microchat/ports/kv-store';

/** A commit that was sent, and what its callers get if it was applied. */
export interface CommitAttempt<Reply> {
  readonly partition: string;
  readonly ifVersion: number;
  readonly commitId: string;
  readonly replies: readonly Reply[];
}

/**
 * Commits of one batch whose outcome is unknown. Such a commit may be applied even after a read that did not show it,
 * but only while the partition's version is the one it expects; so the batch may be tried again with a commit that
 * expects the same version: at most one of them is ever applied, and the partition's last commit ids tell which.
 */
export class DoubtfulCommits<Reply> {
  readonly #kv: KvStore;
  readonly #table: string;
  #open: CommitAttempt<Reply>[] = [];

  constructor(kv: KvStore, table: string) {
    this.#kv = kv;
    this.#table = table;
  }

  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  add(attempt: CommitAttempt<Reply>): void {
    this.#open.push(attempt);
  }

  /**
   * The attempt that was applied, or undefined; attempts that can never be applied any more are forgotten.
   * `partition`, `read`: the latest read, which saves another one if it is of the attempt's partition.
   * @throws UndecidableCommitError so many commits followed that the partition no longer tells.
   */
  async findApplied(partition: string, read: PartitionRead): Promise<CommitAttempt<Reply> | undefined> {
    const stillOpen: CommitAttempt<Reply>[] = [];
    for (const attempt of this.#open) {
      const current =
        attempt.partition === partition
          ? read
          : await this.#kv.read({ table: this.#table, partition: attempt.partition });
      const outcome = outcomeOf(attempt, current);
      if (outcome === 'applied') return attempt;
      if (outcome === 'undecidable') throw new UndecidableCommitError(attempt.partition);
      if (outcome === 'open') stillOpen.push(attempt);
    }
    this.#open = stillOpen;
    return undefined;
  }
}

/** The commit ids of the partition no longer reach back to a doubtful commit. */
export class UndecidableCommitError extends Error {
  override readonly name = 'UndecidableCommitError';
}

function outcomeOf(
  attempt: CommitAttempt<unknown>,
  read: PartitionRead,
): 'applied' | 'open' | 'impossible' | 'undecidable' {
  if (read.recentCommitIds.includes(attempt.commitId)) return 'applied';
  const commitsSince = read.version - attempt.ifVersion;
  if (commitsSince <= 0) return 'open';
  return commitsSince <= kvLimits.recentCommitIds ? 'impossible' : 'undecidable';
}
