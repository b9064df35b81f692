import { reading } from '@microchat/partition-writer/reading';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { GroupStoreDefinition } from '../contract.ts';
import { checkId } from '../domain/validate.ts';
import { groupPartition, groupRow, memberColumns, memberRow } from '../rows.ts';

/** Member and version come from one snapshot: a membership is never newer than the version that it is answered with. */
export function getMemberHandler(kv: KvStore): Handlers<GroupStoreDefinition>['getMember'] {
  return async ({ groupId, userId }) => {
    checkId(groupId, 'groupId');
    checkId(userId, 'userId');
    const { version, head, values } = await reading(kv.read(groupPartition(groupId), [memberColumns.of(userId)]));
    if (version === 0) return { found: false };
    const membershipVersion = groupRow.decode(head).group?.membershipVersion ?? 0;
    const [row] = values;
    if (row === undefined) return { found: false, membershipVersion };
    return { found: true, membership: memberRow.decode(row), membershipVersion };
  };
}
