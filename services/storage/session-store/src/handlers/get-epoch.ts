import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import type { ListEpoch } from '../list-epoch.ts';

export function getEpochHandler(epoch: ListEpoch): Handlers<SessionStoreDefinition>['getEpoch'] {
  return async () => ({ epoch: await epoch.read() });
}
