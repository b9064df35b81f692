import type { Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '../contract.ts';
import type { DeviceWriters } from '../device-machine.ts';
import { checkId, checkPlatform } from '../domain/validate.ts';

export function recordDeviceHandler(devices: DeviceWriters): Handlers<UserStoreDefinition>['recordDevice'] {
  return async ({ userId, deviceId, platform }, { signal }) => {
    checkId(userId, 'userId');
    checkId(deviceId, 'deviceId');
    checkPlatform(platform);
    return { loginNumber: await devices.submit(userId, { deviceId, platform }, { signal }) };
  };
}
