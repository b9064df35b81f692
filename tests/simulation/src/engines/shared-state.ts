import type { Commit, CommitOutcome } from '@microchat/ports/kv-store';
import { MemoryLog } from '@microchat/testkit/memory-log';
import { MemoryTables } from '@microchat/testkit/memory-tables';

/** Partitions of every topic. */
const partitionCount = 4;

/** What the engines hold: everything that is durable. All processes share it, and it survives them. */
export class SharedState {
  readonly tables = new MemoryTables();
  readonly log = new MemoryLog(partitionCount);
  /** Until then (virtual milliseconds) the log takes nothing. */
  logAwayUntilMs = 0;

  /** The change and its events at once, as in an engine that has both. */
  commit(commit: Commit): CommitOutcome {
    const version = this.tables.commit(commit);
    if (version === undefined) return { kind: 'conflict' };
    this.log.append(commit.events);
    return { kind: 'applied', version };
  }
}
