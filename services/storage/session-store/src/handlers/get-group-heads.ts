import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { decodeGroupHead, decodePosition } from '../domain/sortable-rows.ts';
import { checkCount, checkId, sessionStoreLimits } from '../domain/validate.ts';
import type { GroupHeads, GroupRows } from '../group-heads.ts';

export function getGroupHeadsHandler(groups: GroupHeads): Handlers<SessionStoreDefinition>['getGroupHeads'] {
  return async ({ groupIds, userId }) => {
    checkId(userId, 'userId');
    checkCount(groupIds.length, sessionStoreLimits.groupHeadsMax, 'groupIds');
    groupIds.forEach((groupId, at) => checkId(groupId, `groupIds[${at}]`));
    const rows = await groups.read(groupIds, userId);
    return { heads: rows.map((row, at) => ({ groupId: groupIds[at] ?? '', ...toWire(row) })) };
  };
}

/** A group that has no record yet has no head; who has sent nothing has position 0. */
function toWire({ head, own }: GroupRows) {
  const record = head === undefined ? { head: null } : decodeGroupHead(head);
  const { index: ownIndex, count: ownCount } = own === undefined ? { index: 0, count: 0 } : decodePosition(own);
  return { ...record, ownIndex, ownCount };
}
