import { limits } from '@microchat/core/limits';
import type { ConnectReply } from '@microchat/proto/microchat/logic/v1/ConnectReply';
import type { ConnectRequest__Output } from '@microchat/proto/microchat/logic/v1/ConnectRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext } from '@microchat/rpc/service-contract';
import type { ChangeReader } from '../change-reader.ts';
import { presentChanges } from '../present-changes.ts';

/**
 * Sync.Connect: see proto/microchat/logic/v1/sync.proto.
 *
 * Why nothing falls between this answer and the pushes: delivery stores a head (and a membership) before it asks who is
 * interested. If it asked before the caller registered, what it stored is in what we read here; if after, it pushes.
 */
export function connectHandler(changeReader: ChangeReader) {
  return async (request: ConnectRequest__Output, call: CallContext): Promise<ConnectReply> => {
    const read = await changeReader.read(
      request.userId,
      request.cursor,
      limits.syncLimitDefault,
      'now',
      downstream(call),
    );
    const followed = read.groups.filter(({ entry }) => entry.leftIndex === 0);
    return {
      changes: presentChanges(read),
      groups: followed.map(({ entry, groupHead }) => ({
        groupId: entry.groupId,
        joinIndex: entry.joinIndex,
        validThrough: groupHead?.head?.index ?? 0,
      })),
    };
  };
}
