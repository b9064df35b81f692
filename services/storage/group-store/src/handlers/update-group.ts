import type { Handlers } from '@microchat/rpc/service-contract';
import type { GroupStoreDefinition } from '../contract.ts';
import { checkId, checkName } from '../domain/validate.ts';
import type { GroupWriters } from '../group-writers.ts';

export function updateGroupHandler(writers: GroupWriters): Handlers<GroupStoreDefinition>['updateGroup'] {
  return async ({ groupId, name }, { signal }) => {
    checkId(groupId, 'groupId');
    checkName(name);
    return { group: await writers.rename(groupId, name, { signal }) };
  };
}
