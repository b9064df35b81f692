import { parseConversationId } from '@microchat/core/ids';
import type { Client } from '@microchat/rpc/service-contract';
import type { SyncDefinition } from '@microchat/sync/contract';
import type { GroupTables } from '../routing/group-tables.ts';
import { BoundedRunner } from './bounded-runner.ts';
import type { Connection } from './connection.ts';

/** Memberships are read for so many connections at a time. */
const runningMax = 32;

export interface MissedGroupsDependencies {
  readonly sync: Pick<Client<SyncDefinition>, 'connect'>;
  readonly groups: Pick<GroupTables, 'settle'>;
  /** A group is followed that the connection was not in. */
  found(): void;
  /** Tried again at the connection's next heartbeat. */
  failed(error: unknown): void;
}

/**
 * A connection enters a group's table by the push of the entry that adds its user. If that push found no route (presence
 * away, lease lost, call lost), nothing would bring the group's pushes before the next connect. But a heartbeat or a sync
 * names the group: then the memberships are read again.
 */
export class MissedGroups {
  readonly #dependencies: MissedGroupsDependencies;
  readonly #runner = new BoundedRunner(runningMax);
  /** One reading a connection, so the queue is bounded by the connections. */
  readonly #reading = new WeakSet<Connection>();
  readonly #unread = new WeakSet<Connection>();

  constructor(dependencies: MissedGroupsDependencies) {
    this.#dependencies = dependencies;
  }

  /** The client is told of changes in these conversations. A group that the user has left is asked for in vain, once. */
  named(connection: Connection, conversationIds: Iterable<string>): void {
    if (this.#reading.has(connection)) return;
    if (!this.#unread.has(connection) && !namesAnother(connection, conversationIds)) return;
    this.#reading.add(connection);
    this.#runner.run(() => this.#read(connection));
  }

  async #read(connection: Connection): Promise<void> {
    const { sync, groups, found, failed } = this.#dependencies;
    try {
      const { userId, deviceId, cursor } = connection;
      // Heads first, memberships later: a removal is recorded before any head beyond it, so the later answer knows of one
      // up to the earlier head. What lies beyond that head is read from the log, removals included.
      const earlier = await sync.connect({ userId, deviceId, cursor });
      const later = await sync.connect({ userId, deviceId, cursor });
      this.#unread.delete(connection);
      if (connection.isClosing) return;
      const heads = new Map(earlier.groups.map(({ groupId, validThrough }) => [groupId, validThrough]));
      for (const { groupId, joinIndex } of later.groups) {
        // The removal went through the table here before delivery recorded it.
        if (connection.groups.has(groupId) || connection.removalFrom(groupId) >= joinIndex) continue;
        groups.settle(groupId, connection, joinIndex, heads.get(groupId) ?? joinIndex);
        found();
      }
    } catch (error) {
      this.#unread.add(connection);
      failed(error);
    } finally {
      this.#reading.delete(connection);
    }
  }
}

function namesAnother(connection: Connection, conversationIds: Iterable<string>): boolean {
  for (const conversationId of conversationIds) {
    const conversation = parseConversationId(conversationId);
    if (conversation?.type === 'GROUP' && !connection.groups.has(conversation.groupId)) return true;
  }
  return false;
}
