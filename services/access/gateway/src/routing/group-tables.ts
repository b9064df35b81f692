import { groupTopic } from '@microchat/core/ids';
import type { Timers } from '@microchat/ports/time';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import type { Client } from '@microchat/rpc/service-contract';
import type { SyncDefinition } from '@microchat/sync/contract';
import { membershipChangeOf } from './membership-change.ts';
import { type ConnectionsOf, GroupTable } from './group-table.ts';
import type { InterestRegistry } from './interest-registry.ts';
import type { Receiver } from './receiver.ts';

const fillRetryDelayMsMin = 100;
const fillRetryDelayMsMax = 2_000;

export interface GroupTablesObserver {
  duplicatePush(): void;
  gapFound(): void;
  entriesFilled(count: number): void;
  fillRetried(groupId: string, error: unknown): void;
}

export interface GroupTablesDependencies {
  readonly interests: Pick<InterestRegistry, 'want' | 'unwant' | 'registered'>;
  readonly sync: Pick<Client<SyncDefinition>, 'fillGap'>;
  readonly timers: Timers;
  readonly connectionsOf: ConnectionsOf;
  readonly observer: GroupTablesObserver;
}

/** All groups with a connection on this worker. A group is followed while its table has a connection in it. */
export class GroupTables {
  readonly #dependencies: GroupTablesDependencies;
  readonly #tables = new Map<string, GroupTable>();

  constructor(dependencies: GroupTablesDependencies) {
    this.#dependencies = dependencies;
  }

  /** Connections that get the group's frames here. */
  receivers(groupId: string): Iterable<Receiver> {
    return this.#tables.get(groupId)?.receivers ?? [];
  }

  /** The first entry of the group that the connection may see; 0 = not known yet, undefined = it is not in the table. */
  visibleFrom(groupId: string, receiver: Receiver): number | undefined {
    return this.#tables.get(groupId)?.visibleFrom(receiver);
  }

  /** Adds a connection; the group is followed from here on. `fromIndex` 0: its membership is not known yet. */
  join(groupId: string, receiver: Receiver, fromIndex: number): GroupTable {
    const known = this.#tables.get(groupId);
    const table = known ?? new GroupTable(groupId);
    table.join(receiver, fromIndex);
    if (known === undefined) {
      this.#tables.set(groupId, table);
      this.#dependencies.interests.want(groupTopic(groupId));
    }
    return table;
  }

  /**
   * The connection is a member from `joinIndex` on, and its welcome tells the group's head. Answers from where on it
   * may see entries: an entry that went through the table may have begun a later membership.
   */
  settle(groupId: string, receiver: Receiver, joinIndex: number, headIndex: number): number {
    const followed = this.#tables.has(groupId);
    const table = this.join(groupId, receiver, joinIndex);
    if (table.welcomed(headIndex)) void this.#fill(table, 'toSeen');
    if (!followed) void this.#verify(groupId);
    return table.visibleFrom(receiver) ?? joinIndex;
  }

  leave(groupId: string, receiver: Receiver): void {
    const table = this.#tables.get(groupId);
    if (table === undefined) return;
    table.leave(receiver);
    this.#dropIfEmpty(table);
  }

  /** Entries of the group that were pushed to this worker, ascending and dense. */
  take(groupId: string, entries: readonly LogEntry__Output[]): void {
    const { connectionsOf, observer } = this.#dependencies;
    const table = this.#tables.get(groupId) ?? this.#tableOfAdded(groupId, entries);
    if (table === undefined) return;
    const taken = table.take(entries, connectionsOf);
    if (taken === 'duplicate') observer.duplicatePush();
    if (taken === 'gap') {
      observer.gapFound();
      void this.#fill(table, 'toSeen');
    }
    this.#dropIfEmpty(table);
  }

  /** Verifies every table, one after the other. */
  async verifyAll(): Promise<void> {
    for (const groupId of [...this.#tables.keys()]) await this.#verify(groupId);
  }

  /** A push came by a user's own topic, because an entry adds the user to a group that was not followed here. */
  #tableOfAdded(groupId: string, entries: readonly LogEntry__Output[]): GroupTable | undefined {
    const { connectionsOf } = this.#dependencies;
    for (const entry of entries) {
      for (const userId of membershipChangeOf(entry)?.addedUserIds ?? []) {
        for (const connection of connectionsOf(userId)) this.join(groupId, connection, entry.index);
      }
    }
    const table = this.#tables.get(groupId);
    // What was pushed between the look-up of this push and the registration is missing.
    if (table !== undefined) void this.#verify(groupId);
    return table;
  }

  /**
   * Reads the log from where the table stands to its end, whatever has been pushed: for a group that was joined before
   * its topic was registered, and for all groups after a lost lease.
   */
  async #verify(groupId: string): Promise<void> {
    try {
      await this.#dependencies.interests.registered([groupTopic(groupId)]);
    } catch {
      // The last connection of the group has left meanwhile: nobody misses anything.
      return;
    }
    const table = this.#tables.get(groupId);
    if (table !== undefined) await this.#fill(table, 'toEnd');
  }

  async #fill(table: GroupTable, goal: 'toSeen' | 'toEnd'): Promise<void> {
    const running = table.filling !== 'no';
    if (table.filling !== 'toEnd') table.filling = goal;
    if (running) return;
    let delayMs = fillRetryDelayMsMin;
    while (this.#isCurrent(table)) {
      const seenBefore = table.seen;
      const outcome = await this.#fillPage(table);
      if (outcome === 'entries') {
        delayMs = fillRetryDelayMsMin;
        if (!table.lags && table.filling === 'toSeen') break;
      } else {
        if (outcome === 'end' && !table.lags) break;
        // What was pushed while the page was being read is in the log by now; anything else takes time.
        if (outcome === 'end' && table.seen > seenBefore) continue;
        await new Promise<void>((resolve) => this.#dependencies.timers.after(delayMs, resolve));
        delayMs = Math.min(delayMs * 2, fillRetryDelayMsMax);
      }
    }
    table.filling = 'no';
    this.#dropIfEmpty(table);
  }

  async #fillPage(table: GroupTable): Promise<'entries' | 'end' | 'failed'> {
    const { sync, connectionsOf, observer } = this.#dependencies;
    try {
      const { entries } = await sync.fillGap({ groupId: table.groupId, afterIndex: table.reached, beforeIndex: 0 });
      if (!this.#isCurrent(table)) return 'end';
      table.apply(entries, connectionsOf);
      observer.entriesFilled(entries.length);
      return entries.length > 0 ? 'entries' : 'end';
    } catch (error) {
      observer.fillRetried(table.groupId, error);
      return 'failed';
    }
  }

  #isCurrent(table: GroupTable): boolean {
    return this.#tables.get(table.groupId) === table;
  }

  #dropIfEmpty(table: GroupTable): void {
    if (!table.isEmpty || !this.#isCurrent(table)) return;
    this.#tables.delete(table.groupId);
    this.#dependencies.interests.unwant(groupTopic(table.groupId));
  }
}
