import type { KvStore } from '@microchat/ports/kv-store';

/** Conditional commits by table, and how many of them lost. */
export class CommitCount {
  #commits = new Map<string, { tried: number; lost: number }>();

  wrap(kv: KvStore): KvStore {
    return {
      read: (key, columns) => kv.read(key, columns),
      multiRead: (requests) => kv.multiRead(requests),
      scan: (key, range) => kv.scan(key, range),
      merge: (writes) => kv.merge(writes),
      commit: async (commit) => {
        const count = this.of(commit.key.table);
        this.#commits.set(commit.key.table, count);
        count.tried += 1;
        const outcome = await kv.commit(commit);
        if (outcome.kind === 'conflict') count.lost += 1;
        return outcome;
      },
    };
  }

  of(table: string): { tried: number; lost: number } {
    return this.#commits.get(table) ?? { tried: 0, lost: 0 };
  }

  /** Over all tables but those that are written whether there are messages or not. */
  get tried(): number {
    return [...this.#commits].reduce((sum, [table, { tried }]) => sum + (table === 'node_ids' ? 0 : tried), 0);
  }

  reset(): void {
    this.#commits = new Map();
  }
}
