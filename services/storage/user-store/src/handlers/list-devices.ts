import { reading } from '@microchat/partition-writer/reading';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '../contract.ts';
import { decodeDevices } from '../device-machine.ts';
import { checkId } from '../domain/validate.ts';
import { devicesPartition } from '../rows.ts';

/** Most recently seen first. */
export function listDevicesHandler(kv: KvStore): Handlers<UserStoreDefinition>['listDevices'] {
  return async ({ userId }) => {
    checkId(userId, 'userId');
    const { devices } = decodeDevices(await reading(kv.read(devicesPartition(userId))));
    return { devices: devices.toReversed() };
  };
}
