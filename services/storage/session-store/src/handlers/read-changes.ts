import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkId, checkLimit } from '../domain/validate.ts';
import type { ListReader } from '../list-reader.ts';

export function readChangesHandler(reader: ListReader): Handlers<SessionStoreDefinition>['readChanges'] {
  return async ({ userId, sinceVersion, belowVersion, limit }) => {
    checkId(userId, 'userId');
    checkLimit(limit);
    return reader.readChanges(userId, sinceVersion, belowVersion, limit);
  };
}
