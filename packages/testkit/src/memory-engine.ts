import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import type { EngineObserver } from '@microchat/engine-kit/engine-observer';
import { MemoryEventLog } from './memory-event-log.ts';
import { MemoryKvStore } from './memory-kv-store.ts';
import { MemoryLog } from './memory-log.ts';
import { MemoryTables } from './memory-tables.ts';
import { realTimers } from './real-timers.ts';

export interface MemoryEngineOptions {
  /** Partitions of every topic. Default 4. */
  readonly partitions?: number;
  /** For the retry delays of consumers. Default: real ones. */
  readonly timers?: Timers;
  readonly observer?: EngineObserver;
  /** What a write waits for before it takes effect. Default: the next turn of the event loop. */
  readonly latency?: () => Promise<void>;
}

/**
 * KvStore and EventLog in memory, with the exact contract of the ports and one shared state: a commit and its events
 * take effect together. Nothing is answered in the turn of the call, and no buffer is shared with the caller.
 *
 *     const engine = new MemoryEngine();
 *     await engine.kv.commit(...);
 *     const afterCrash = engine.restart();
 */
export class MemoryEngine {
  readonly kv: KvStore;
  readonly eventLog: EventLog;
  readonly #options: MemoryEngineOptions;
  readonly #durable: { readonly tables: MemoryTables; readonly log: MemoryLog };
  readonly #eventLog: MemoryEventLog;

  constructor(options: MemoryEngineOptions = {}, durable?: { readonly tables: MemoryTables; readonly log: MemoryLog }) {
    const latency = options.latency ?? nextTurn;
    this.#options = options;
    this.#durable = durable ?? { tables: new MemoryTables(), log: new MemoryLog(options.partitions ?? 4) };
    const { tables, log } = this.#durable;
    this.kv = new MemoryKvStore(tables, log, latency);
    this.#eventLog = new MemoryEventLog(log, {
      timers: options.timers ?? realTimers,
      observer: options.observer ?? {},
      latency,
    });
    this.eventLog = this.#eventLog;
  }

  /** What a new process finds after a crash of this one: everything durable. Consumers of the old engine end. */
  restart(): MemoryEngine {
    this.#eventLog.abandonConsumers();
    return new MemoryEngine(this.#options, this.#durable);
  }

  /** Stops the consumers. */
  async close(): Promise<void> {
    await this.#eventLog.stopConsumers();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
