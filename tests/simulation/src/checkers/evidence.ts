import type { MemoryLog } from '@microchat/testkit/memory-log';
import type { MemoryTables } from '@microchat/testkit/memory-tables';
import type { Device } from '../clients/device.ts';
import type { FirstLists } from './first-lists.ts';
import type { History } from './history.ts';
import type { Received } from './received.ts';
import type { Screens } from './screens.ts';
import { type StoredEntry, StoredLogs } from './stored-log.ts';

export interface EvidenceParts {
  readonly tables: MemoryTables;
  readonly eventLog: MemoryLog;
  readonly history: History;
  readonly screens: Screens;
  readonly received: Received;
  readonly firstLists: FirstLists;
  readonly devices: readonly Device[];
}

/** What checkers judge by: rows of the store, what people did and were told, what their devices got and showed. */
export class Evidence {
  readonly tables: MemoryTables;
  readonly history: History;
  readonly screens: Screens;
  readonly received: Received;
  readonly firstLists: FirstLists;
  readonly devices: readonly Device[];
  readonly #eventLog: MemoryLog;
  readonly #logs: StoredLogs;

  constructor({ tables, eventLog, history, screens, received, firstLists, devices }: EvidenceParts) {
    this.tables = tables;
    this.#eventLog = eventLog;
    this.#logs = new StoredLogs(tables);
    this.history = history;
    this.screens = screens;
    this.received = received;
    this.firstLists = firstLists;
    this.devices = devices;
  }

  /** Every conversation that left a trace anywhere. */
  conversationIds(): readonly string[] {
    const ids = new Set<string>();
    for (const partition of this.#eventLog.topic('messages').partitions) for (const { key } of partition) ids.add(key);
    for (const { conversationId } of this.history.acknowledged) ids.add(conversationId);
    for (const groupId of this.history.groupIds) ids.add(`g~${groupId}`);
    for (const [, conversationId] of this.screens.all()) ids.add(conversationId);
    return [...ids].sort();
  }

  log(conversationId: string): readonly StoredEntry[] {
    return this.#logs.read(conversationId);
  }

  /** All logs, read once. */
  logs(): ReadonlyMap<string, readonly StoredEntry[]> {
    return new Map(this.conversationIds().map((id) => [id, this.log(id)]));
  }
}
