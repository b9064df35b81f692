import type { Handlers } from '@microchat/rpc/service-contract';
import type { GroupStoreDefinition } from '../contract.ts';
import { validCreation } from '../domain/validate.ts';
import type { GroupWriters } from '../group-writers.ts';
import { toWireChange } from '../wire.ts';

export function createGroupHandler(writers: GroupWriters): Handlers<GroupStoreDefinition>['createGroup'] {
  return async (request, { signal }) => {
    const { group, change } = await writers.create(validCreation(request), { signal });
    return { group, change: toWireChange(change) };
  };
}
