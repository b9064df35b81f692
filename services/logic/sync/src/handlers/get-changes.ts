import { limits } from '@microchat/core/limits';
import type { Changes } from '@microchat/proto/microchat/client/v1/Changes';
import type { GetChangesRequest__Output } from '@microchat/proto/microchat/logic/v1/GetChangesRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext } from '@microchat/rpc/service-contract';
import type { ChangeReader } from '../change-reader.ts';
import { presentChanges } from '../present-changes.ts';

/** Sync.GetChanges: see proto/microchat/logic/v1/sync.proto. */
export function getChangesHandler(changeReader: ChangeReader) {
  return async (request: GetChangesRequest__Output, call: CallContext): Promise<Changes> => {
    const limit = Math.min(request.limit === 0 ? limits.syncLimitDefault : request.limit, limits.syncLimitMax);
    return presentChanges(await changeReader.read(request.userId, request.cursor, limit, 'now', downstream(call)));
  };
}
