import type { Handlers } from '@microchat/rpc/service-contract';
import type { GroupStoreDefinition } from '../contract.ts';
import { validProposal } from '../domain/validate.ts';
import type { GroupWriters } from '../group-writers.ts';
import { toWireChange } from '../wire.ts';

export function proposeChangeHandler(writers: GroupWriters): Handlers<GroupStoreDefinition>['proposeChange'] {
  return async (request, { signal }) => {
    const change = await writers.propose(validProposal(request), { signal });
    return { change: toWireChange(change) };
  };
}
