import type { PartitionMachine } from '@microchat/partition-writer/partition-machine';
import type { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import type { PartitionRead } from '@microchat/ports/kv-store';
import { type Device, seeDevice } from './domain/devices.ts';
import { devicesRow } from './rows.ts';

export interface SeenDevice {
  readonly deviceId: string;
  readonly platform: string;
}

/** Least recently seen first. */
export type DeviceState = readonly Device[];

/** The writers of all users' devices, by user id. */
export type DeviceWriters = PartitionWriters<DeviceState, SeenDevice, DeviceState>;

/** The answer is the list after the request. */
export const deviceMachine: PartitionMachine<DeviceState, SeenDevice, DeviceState> = {
  load: decodeDevices,
  decide: (before, requests, { nowMs }) => {
    const devices = requests.reduce<DeviceState>(
      (seen, { deviceId, platform }) => seeDevice(seen, deviceId, platform, nowMs),
      before,
    );
    return {
      state: devices,
      replies: requests.map(() => devices),
      ...(devices === before ? {} : { head: devicesRow.encode({ devices: [...devices] }) }),
    };
  },
  // One row takes them all, and the number of devices bounds its size.
  cost: ({ deviceId, platform }) => ({ rows: 0, bytes: deviceId.length + platform.length }),
  weigh: (devices) => 1 + devices.length,
};

/** The devices in a user's partition. */
export function decodeDevices({ version, head }: PartitionRead): DeviceState {
  if (version === 0) return [];
  return devicesRow.decode(head).devices.map(({ deviceId, platform, lastSeenMs }) => ({
    deviceId,
    platform,
    lastSeenMs: Number(lastSeenMs),
  }));
}
