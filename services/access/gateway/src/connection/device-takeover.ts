import { userTopic } from '@microchat/core/ids';
import type { DeviceSinkDefinition } from '@microchat/delivery/contract';
import type { PresenceDefinition } from '@microchat/presence/contract';
import type { Client } from '@microchat/rpc/service-contract';
import type { Receiver } from '../routing/receiver.ts';

const announceTimeoutMs = 2_000;

export interface DeviceTakeoverDependencies {
  readonly presence: Pick<Client<PresenceDefinition>, 'getInterested'>;
  readonly sinkAt: (address: string) => Pick<Client<DeviceSinkDefinition>, 'push'>;
  readonly ownAddress: string;
  /** A worker was not told: the device may keep an older connection there, which is harmless but unwanted. */
  failed(error: unknown): void;
}

/**
 * Tells the other workers that a device is connected here, so that they end its older connections. Called when the
 * interest of this worker is registered: of two workers that do this at the same time at least one sees the other, and
 * the age of the connections decides, whoever does.
 */
export class DeviceTakeover {
  readonly #dependencies: DeviceTakeoverDependencies;

  constructor(dependencies: DeviceTakeoverDependencies) {
    this.#dependencies = dependencies;
  }

  /** Never rejects. */
  async announce({ userId, deviceId, id, connectedMs }: Receiver): Promise<void> {
    const { presence, sinkAt, ownAddress, failed } = this.#dependencies;
    const topic = userTopic(userId);
    const deviceConnected = { userId, deviceId, connectionId: id, connectedMs };
    try {
      const { topics } = await presence.getInterested({ topics: [topic] }, { timeoutMs: announceTimeoutMs });
      const others = (topics[0]?.workers ?? []).filter(({ address }) => address !== ownAddress);
      await Promise.all(
        others.map(({ address }) =>
          sinkAt(address).push({ topics: [topic], deviceConnected }, { timeoutMs: announceTimeoutMs }),
        ),
      );
    } catch (error) {
      failed(error);
    }
  }
}
