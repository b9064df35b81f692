import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { encodeGroupHead, encodePosition } from '../domain/sortable-rows.ts';
import { checkCount, checkHead, checkId, sessionStoreLimits } from '../domain/validate.ts';
import type { GroupHeads } from '../group-heads.ts';

export function advanceGroupHandler(groups: GroupHeads): Handlers<SessionStoreDefinition>['advanceGroup'] {
  return async ({ groupId, head, ownSends, logPartition, logOffset }) => {
    checkId(groupId, 'groupId');
    checkCount(ownSends.length, sessionStoreLimits.ownSendsMax, 'ownSends');
    ownSends.forEach(({ userId }, at) => checkId(userId, `ownSends[${at}].userId`));
    const isOwnOnly = head === null && ownSends.length > 0;
    const row = isOwnOnly ? undefined : encodeGroupHead({ head: checkHead(head, 'head'), logPartition, logOffset });
    await groups.advance(groupId, row, new Map(ownSends.map((own) => [own.userId, encodePosition(own)])));
    return {};
  };
}
