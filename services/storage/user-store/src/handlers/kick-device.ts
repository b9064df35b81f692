import { ServiceError } from '@microchat/core/service-error';
import { reading } from '@microchat/partition-writer/reading';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '../contract.ts';
import { decodeDevices } from '../device-machine.ts';
import { checkId } from '../domain/validate.ts';
import { devicesPartition } from '../rows.ts';
import type { UserWriters } from '../user-machine.ts';
import { userNotFound } from '../user-not-found.ts';

/** Every login that has its number by now is over; one that gets it afterwards is not. */
export function kickDeviceHandler(kv: KvStore, users: UserWriters): Handlers<UserStoreDefinition>['kickDevice'] {
  return async ({ userId, deviceId }, { signal }) => {
    checkId(userId, 'userId');
    checkId(deviceId, 'deviceId');
    const { devices, logins } = decodeDevices(await reading(kv.read(devicesPartition(userId))));
    const isKnown = devices.some((device) => device.deviceId === deviceId);
    const kick = { deviceId, throughLogin: logins };
    if (isKnown && (await users.submit(userId, { kind: 'kick', kick }, { signal })).kind === 'kicked') return { kick };
    if (devices.length > 0) throw deviceNotFound();
    throw userNotFound();
  };
}

function deviceNotFound(): ServiceError {
  return new ServiceError('NOT_FOUND', { reason: 'DEVICE_NOT_FOUND', message: 'no such device', field: 'deviceId' });
}
