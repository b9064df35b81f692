import { userTopic } from '@microchat/core/ids';
import type { InterestRegistry } from './interest-registry.ts';
import type { Receiver } from './receiver.ts';

/** Devices of one user on one worker. */
const connectionsPerUserMax = 50;

const nobody: ReadonlySet<Receiver> = new Set();

/** Who is connected here: user -> connections. The worker is interested in a user while it has one of its connections. */
export class UserTable {
  readonly #interests: Pick<InterestRegistry, 'want' | 'unwant'>;
  readonly #connections = new Map<string, Set<Receiver>>();

  constructor(interests: Pick<InterestRegistry, 'want' | 'unwant'>) {
    this.#interests = interests;
  }

  /**
   * Adds a connection. An older one of the same device is replaced: the table is left by identity, so its end can't
   * take the new connection along. False if the user has too many connections here; nothing has changed then.
   */
  add(connection: Receiver): boolean {
    const { userId, deviceId } = connection;
    const connections = this.#connections.get(userId) ?? new Set();
    const replaced = [...connections].find((other) => other.deviceId === deviceId);
    if (replaced === undefined && connections.size >= connectionsPerUserMax) return false;
    connections.add(connection);
    this.#connections.set(userId, connections);
    if (connections.size === 1) this.#interests.want(userTopic(userId));
    replaced?.replace();
    return true;
  }

  /** The device connected elsewhere: its connections here that are older than that one are replaced. */
  replaceOlder(newer: Pick<Receiver, 'userId' | 'deviceId' | 'id' | 'connectedMs'>): void {
    for (const connection of [...this.connectionsOf(newer.userId)]) {
      if (connection.deviceId === newer.deviceId && isOlder(connection, newer)) connection.replace();
    }
  }

  /** Tokens below this version are revoked: the connections that were made with them are closed. */
  revokeBelow(userId: string, revocationVersion: number): void {
    for (const connection of [...this.connectionsOf(userId)]) {
      if (connection.revocationVersion < revocationVersion) connection.revoke();
    }
  }

  /** Who is connected here. */
  userIds(): string[] {
    return [...this.#connections.keys()];
  }

  remove(connection: Receiver): void {
    const connections = this.#connections.get(connection.userId);
    if (connections === undefined || !connections.delete(connection) || connections.size > 0) return;
    this.#connections.delete(connection.userId);
    this.#interests.unwant(userTopic(connection.userId));
  }

  connectionsOf(userId: string): ReadonlySet<Receiver> {
    return this.#connections.get(userId) ?? nobody;
  }
}

/** The same at every worker, so that of two connections that learn of each other exactly one stays. */
function isOlder(
  connection: Pick<Receiver, 'id' | 'connectedMs'>,
  other: Pick<Receiver, 'id' | 'connectedMs'>,
): boolean {
  if (connection.connectedMs !== other.connectedMs) return connection.connectedMs < other.connectedMs;
  return connection.id < other.id;
}
