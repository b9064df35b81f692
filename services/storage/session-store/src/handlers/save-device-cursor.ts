import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkCount, checkId, checkListed, sessionStoreLimits } from '../domain/validate.ts';
import type { DeviceCursorWriters } from '../device-cursor-machine.ts';
import { deviceKey } from '../rows.ts';

export function saveDeviceCursorHandler(
  devices: DeviceCursorWriters,
): Handlers<SessionStoreDefinition>['saveDeviceCursor'] {
  return async ({ userId, deviceId, positions }, { signal }) => {
    checkId(userId, 'userId');
    checkId(deviceId, 'deviceId');
    checkCount(positions.length, sessionStoreLimits.positionsMax, 'positions');
    positions.forEach(({ conversationId }, at) => {
      checkListed(conversationId, userId, `positions[${at}].conversationId`);
    });
    if (positions.length > 0) await devices.submit(deviceKey(userId, deviceId), positions, { signal });
    return {};
  };
}
