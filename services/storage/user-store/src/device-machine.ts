import type { PartitionMachine } from '@microchat/partition-writer/partition-machine';
import type { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import type { PartitionRead } from '@microchat/ports/kv-store';
import { type Device, seeDevice } from './domain/devices.ts';
import { devicesRow } from './rows.ts';

export interface SeenDevice {
  readonly deviceId: string;
  readonly platform: string;
}

export interface DeviceState {
  /** Least recently seen first. */
  readonly devices: readonly Device[];
  /** So far. */
  readonly logins: number;
}

/** The writers of all users' devices, by user id. */
export type DeviceWriters = PartitionWriters<DeviceState, SeenDevice, number>;

/**
 * The answer is the number of the login. It is written before it is given, so that no other login gets it; a commit in doubt
 * that is repeated skips one.
 */
export const deviceMachine: PartitionMachine<DeviceState, SeenDevice, number> = {
  load: decodeDevices,
  decide: (before, requests, { nowMs }) => {
    const devices = requests.reduce(
      (seen, { deviceId, platform }) => seeDevice(seen, deviceId, platform, nowMs),
      before.devices,
    );
    const logins = before.logins + requests.length;
    return {
      state: { devices, logins },
      replies: requests.map((_, at) => before.logins + at + 1),
      head: devicesRow.encode({ devices: [...devices], logins }),
    };
  },
  // One row takes them all, and the number of devices bounds its size.
  cost: ({ deviceId, platform }) => ({ rows: 0, bytes: deviceId.length + platform.length }),
  weigh: ({ devices }) => 1 + devices.length,
};

/** What a user's partition holds. */
export function decodeDevices({ version, head }: PartitionRead): DeviceState {
  if (version === 0) return { devices: [], logins: 0 };
  const { devices, logins } = devicesRow.decode(head);
  return {
    devices: devices.map(({ deviceId, platform, lastSeenMs }) => ({
      deviceId,
      platform,
      lastSeenMs: Number(lastSeenMs),
    })),
    logins,
  };
}
