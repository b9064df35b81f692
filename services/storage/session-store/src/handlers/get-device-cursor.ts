import { reading } from '@microchat/partition-writer/reading';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkId } from '../domain/validate.ts';
import { decodeDeviceCursor } from '../device-cursor-machine.ts';
import { deviceKey, tables } from '../rows.ts';

export function getDeviceCursorHandler(kv: KvStore): Handlers<SessionStoreDefinition>['getDeviceCursor'] {
  return async ({ userId, deviceId }) => {
    checkId(userId, 'userId');
    checkId(deviceId, 'deviceId');
    const partition = deviceKey(userId, deviceId);
    const cursor = decodeDeviceCursor(userId, await reading(kv.read({ table: tables.deviceCursors, partition })));
    return { positions: [...cursor].map(([conversationId, index]) => ({ conversationId, index })) };
  };
}
