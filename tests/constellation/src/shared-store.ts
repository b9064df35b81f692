import { EventPublisher } from '@microchat/event-publisher/event-publisher';
import { plainKvStore } from '@microchat/event-publisher/testing/plain-engine';
import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import { MemoryKvStore } from '@microchat/testkit/memory-kv-store';
import { MemoryLog } from '@microchat/testkit/memory-log';
import { MemoryTables } from '@microchat/testkit/memory-tables';
import { realTimers } from '@microchat/testkit/real-timers';
import type { SeededRandom } from '@microchat/testkit/seeded-random';

/**
 * Where the events of a commit go. `with-commit`: into the log with it, as LMDB does. `after-commit`: a store and a log
 * that know nothing of each other, as Cassandra and Kafka; each process publishes what it committed.
 */
export type EventMode = 'with-commit' | 'after-commit';

const logPartitions = 4;

/** What all processes of a constellation share: a store and a log. */
export class SharedStore {
  readonly log = new MemoryLog(logPartitions);
  readonly #tables = new MemoryTables();
  readonly #mode: EventMode;
  readonly #publishers: EventPublisher[] = [];

  constructor(mode: EventMode) {
    this.#mode = mode;
  }

  /** The store as one process has it. `wrap` comes between the process and the engine. */
  open(random: SeededRandom, eventLog: EventLog, wrap: (kv: KvStore) => KvStore): KvStore {
    if (this.#mode === 'with-commit') return wrap(new MemoryKvStore(this.#tables, this.log, nextTurn));
    const kv = wrap(plainKvStore({ tables: this.#tables, log: this.log }, nextTurn));
    const publisher = new EventPublisher({ kv, eventLog, timers: realTimers, random });
    publisher.start();
    this.#publishers.push(publisher);
    return publisher.kv;
  }

  async close(): Promise<void> {
    await Promise.all(this.#publishers.map((publisher) => publisher.stop()));
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
