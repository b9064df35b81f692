import { userTopic } from '@microchat/core/ids';
import type { InterestRegistry } from './interest-registry.ts';
import { loserOf, type NewLogin } from './login.ts';
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

  /** Connections here that this login replaces are closed. True if one here is later and replaces it. */
  loggedIn(login: NewLogin): boolean {
    let isSuperseded = false;
    for (const connection of [...this.connectionsOf(login.userId)]) {
      const loser = loserOf(connection, login);
      if (loser === 'here') connection.replace();
      isSuperseded ||= loser === 'told';
    }
    return isSuperseded;
  }

  /** Tokens below this version are revoked: the connections that were made with them are closed. */
  revokeBelow(userId: string, revocationVersion: number): void {
    for (const connection of [...this.connectionsOf(userId)]) {
      if (connection.revocationVersion < revocationVersion) connection.revoke();
    }
  }

  /** The device was sent away: its logins up to this number are over. A login whose number is not known yet looks for itself. */
  kick(userId: string, { deviceId, throughLogin }: { readonly deviceId: string; readonly throughLogin: number }): void {
    for (const connection of [...this.connectionsOf(userId)]) {
      const { loginNumber } = connection;
      if (connection.deviceId === deviceId && loginNumber > 0 && loginNumber <= throughLogin) connection.kick();
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
