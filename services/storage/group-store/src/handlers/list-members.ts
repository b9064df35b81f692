import { reading } from '@microchat/partition-writer/reading';
import { kvLimits, type KvStore } from '@microchat/ports/kv-store';
import type { Membership__Output } from '@microchat/proto/microchat/storage/v1/Membership';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { GroupStoreDefinition } from '../contract.ts';
import { isCurrent } from '../domain/member.ts';
import { checkId, invalid } from '../domain/validate.ts';
import { groupPartition, memberColumns, memberRow } from '../rows.ts';

const membersPerPageMax = 500;

/**
 * Former members stay in their place among the current ones, because they keep what they could see; so a page of a group
 * that many have left takes more than one scan.
 */
export function listMembersHandler(kv: KvStore): Handlers<GroupStoreDefinition>['listMembers'] {
  return async ({ groupId, afterUserId, limit }) => {
    checkId(groupId, 'groupId');
    if (afterUserId !== '') checkId(afterUserId, 'afterUserId');
    if (limit < 1 || limit > membersPerPageMax) {
      throw invalid('OUT_OF_RANGE', 'limit', `a page has 1 to ${membersPerPageMax} members`);
    }
    const members: Membership__Output[] = [];
    let from = afterUserId === '' ? memberColumns.from : after(memberColumns.of(afterUserId));
    // One more than asked tells whether there is another page.
    while (members.length <= limit) {
      const scanLimit = Math.min(2 * limit + 1, kvLimits.scanLimitMax);
      const rows = await reading(kv.scan(groupPartition(groupId), { from, to: memberColumns.to, limit: scanLimit }));
      members.push(...rows.map((row) => memberRow.decode(row.value)).filter(isCurrent));
      const last = rows.at(-1);
      if (last === undefined || rows.length < scanLimit) break;
      from = after(last.column);
    }
    return { members: members.slice(0, limit), hasMore: members.length > limit };
  };
}

/** The first name that sorts after a column's; `!` is the lowest character that a name may have here. */
function after(column: string): string {
  return `${column}!`;
}
