import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { decodeGroupHead, decodePosition } from '../domain/sortable-rows.ts';
import { checkCompleteBelow, checkCount, checkId, sessionStoreLimits } from '../domain/validate.ts';
import type { GroupHeads, GroupRows } from '../group-heads.ts';

export function getGroupHeadsHandler(groups: GroupHeads): Handlers<SessionStoreDefinition>['getGroupHeads'] {
  return async ({ groupIds, userId, completeBelow }) => {
    checkId(userId, 'userId');
    checkCount(groupIds.length, sessionStoreLimits.groupHeadsMax, 'groupIds');
    groupIds.forEach((groupId, at) => checkId(groupId, `groupIds[${at}]`));
    checkCompleteBelow(completeBelow.length, groupIds.length);
    const asked = groupIds.map((groupId, at) => ({ groupId, completeBelow: offsetIn(completeBelow[at]) }));
    const rows = await groups.read(asked, userId);
    return { heads: rows.map((row, at) => ({ groupId: groupIds[at] ?? '', ...toWire(row) })) };
  };
}

function offsetIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** A group that has no record yet has no head; who has sent nothing has position 0. */
function toWire({ head, own }: GroupRows) {
  const record = head === undefined ? { head: null } : decodeGroupHead(head);
  const { index: ownIndex, count: ownCount } = own === undefined ? { index: 0, count: 0 } : decodePosition(own);
  return { ...record, ownIndex, ownCount };
}
