import type { Handlers } from '@microchat/rpc/service-contract';
import type { GroupStoreDefinition } from '../contract.ts';
import { checkId } from '../domain/validate.ts';
import type { GroupWriters } from '../group-writers.ts';
import { toWireChange } from '../wire.ts';

/** Answers nothing for an absent group. */
export function listPendingHandler(writers: GroupWriters): Handlers<GroupStoreDefinition>['listPending'] {
  return async ({ groupId }) => {
    checkId(groupId, 'groupId');
    const changes = await writers.pending(groupId);
    return { changes: changes.map(toWireChange) };
  };
}
