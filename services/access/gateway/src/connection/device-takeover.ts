import { userTopic } from '@microchat/core/ids';
import type { DeviceSinkDefinition } from '@microchat/delivery/contract';
import type { PresenceDefinition } from '@microchat/presence/contract';
import type { Client } from '@microchat/rpc/service-contract';
import type { Receiver } from '../routing/receiver.ts';
import type { UserTable } from '../routing/user-table.ts';

const announceTimeoutMs = 2_000;

export interface DeviceTakeoverDependencies {
  readonly presence: Pick<Client<PresenceDefinition>, 'getInterested'>;
  readonly sinkAt: (address: string) => Pick<Client<DeviceSinkDefinition>, 'push'>;
  readonly ownAddress: string;
  readonly users: Pick<UserTable, 'loggedIn'>;
  /** A login replaces the user's older ones on its platform, whatever their device. */
  readonly isOnlyOnPlatform: boolean;
  /** A worker was not told: the device may keep an older connection there, which is harmless but unwanted. */
  failed(error: unknown): void;
}

/**
 * Tells all workers of a login, so that they end the connections that it replaces. Called when the interest of this worker
 * is registered and the login has its number: of two workers that do this at the same time at least one sees the other, and
 * the numbers decide, whoever does: either the other one closes its connection, or it answers that this one goes.
 */
export class DeviceTakeover {
  readonly #dependencies: DeviceTakeoverDependencies;

  constructor(dependencies: DeviceTakeoverDependencies) {
    this.#dependencies = dependencies;
  }

  /** Never rejects. */
  async announce(connection: Receiver): Promise<void> {
    const { presence, sinkAt, ownAddress, users, isOnlyOnPlatform, failed } = this.#dependencies;
    const { userId, deviceId, platform, loginNumber } = connection;
    const topic = userTopic(userId);
    const deviceConnected = { userId, deviceId, loginNumber, platform: isOnlyOnPlatform ? platform : '' };
    try {
      if (users.loggedIn({ userId, deviceId, platform, loginNumber, isOnlyOnPlatform })) return connection.replace();
      const { topics } = await presence.getInterested({ topics: [topic] }, { timeoutMs: announceTimeoutMs });
      const others = (topics[0]?.workers ?? []).filter(({ address }) => address !== ownAddress);
      const replies = await Promise.all(
        others.map(({ address }) =>
          sinkAt(address).push({ topics: [topic], deviceConnected }, { timeoutMs: announceTimeoutMs }),
        ),
      );
      if (replies.some(({ superseded }) => superseded)) connection.replace();
    } catch (error) {
      failed(error);
    }
  }
}
