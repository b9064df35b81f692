import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { withoutBulk } from '../domain/bulk.ts';
import { checkId, sessionStoreLimits } from '../domain/validate.ts';
import type { ListReader } from '../list-reader.ts';

/** `cut` is told of every list with more groups than an answer takes. */
export function listMembershipsHandler(
  reader: ListReader,
  cut: () => void,
): Handlers<SessionStoreDefinition>['listMemberships'] {
  return async ({ userId }) => {
    checkId(userId, 'userId');
    const { entries, isCut } = await reader.readMemberships(userId, sessionStoreLimits.membershipsMax);
    if (isCut) cut();
    return { entries: entries.map(withoutBulk) };
  };
}
