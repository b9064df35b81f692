import { join } from 'node:path';

import { DataFolderLock } from '@microchat/adapters/data-folder-lock';
import { InProcessPresence } from '@microchat/adapters/in-process-presence';
import type { LmdbEngine } from '@microchat/adapters/lmdb-engine';
import type { PortProvider } from '@microchat/host/port-provider';
import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Presence } from '@microchat/ports/presence';
import type { Timers } from '@microchat/ports/time';

import type { EngineObserver } from './engine-metrics.ts';

export interface EmbeddedPortsOptions {
  readonly dataDir: string;
  readonly timers: Timers;
  readonly observer: EngineObserver;
  /** The data folder is ours and open. Called once, before the first port of it is handed out. */
  readonly onOpen: () => void;
}

/** The embedded adapters: store and log in one LMDB environment below the data folder, presence in memory. */
export class EmbeddedPorts implements PortProvider {
  readonly #options: EmbeddedPortsOptions;
  readonly #presence: InProcessPresence;
  #lock: DataFolderLock | undefined;
  #engine: Promise<LmdbEngine> | undefined;

  constructor(options: EmbeddedPortsOptions) {
    this.#options = options;
    this.#presence = new InProcessPresence(options.timers);
  }

  /** @throws DataFolderLockedError */
  async kv(): Promise<KvStore> {
    return (await this.#open()).kv;
  }

  /** @throws DataFolderLockedError */
  async eventLog(): Promise<EventLog> {
    return (await this.#open()).eventLog;
  }

  async presence(): Promise<Presence> {
    return this.#presence;
  }

  async close(): Promise<void> {
    const engine = await this.#engine?.catch(() => undefined);
    await engine?.close();
    await this.#lock?.release();
  }

  #open(): Promise<LmdbEngine> {
    this.#engine ??= this.#openEngine();
    return this.#engine;
  }

  async #openEngine(): Promise<LmdbEngine> {
    const { dataDir, timers, observer, onOpen } = this.#options;
    this.#lock = await DataFolderLock.acquire(dataDir);
    // Loaded here, so that processes without storage do without the native library.
    const { openLmdbEngine } = await import('@microchat/adapters/lmdb-engine');
    const engine = await openLmdbEngine({ folder: join(dataDir, 'store'), timers, observer });
    onOpen();
    return engine;
  }
}
