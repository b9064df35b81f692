import type { Handlers } from '@microchat/rpc/service-contract';
import type { GroupStoreDefinition } from '../contract.ts';
import { validSettlement } from '../domain/validate.ts';
import type { GroupWriters } from '../group-writers.ts';

export function settleChangeHandler(writers: GroupWriters): Handlers<GroupStoreDefinition>['settleChange'] {
  return async (request, { signal }) => {
    await writers.settle(request.groupId, validSettlement(request), { signal });
    return {};
  };
}
