import { reading } from '@microchat/partition-writer/reading';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { GroupStoreDefinition } from '../contract.ts';
import { checkId } from '../domain/validate.ts';
import { groupPartition, groupRow } from '../rows.ts';

export function getGroupHandler(kv: KvStore): Handlers<GroupStoreDefinition>['getGroup'] {
  return async ({ groupId }) => {
    checkId(groupId, 'groupId');
    const { version, head } = await reading(kv.read(groupPartition(groupId)));
    return version === 0 ? { found: false } : { found: true, group: groupRow.decode(head).group };
  };
}
