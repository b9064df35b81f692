import { presentEntry } from '@microchat/core/conversation-list/present-entry';
import { limits } from '@microchat/core/limits';
import type { Pong } from '@microchat/proto/microchat/client/v1/Pong';
import type { GetHeadsSinceRequest__Output } from '@microchat/proto/microchat/logic/v1/GetHeadsSinceRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext } from '@microchat/rpc/service-contract';
import type { ChangeReader, ChangesRead } from '../change-reader.ts';
import { toldThrough } from '../domain/cursor.ts';

/**
 * Sync.GetHeads: see proto/microchat/logic/v1/sync.proto.
 *
 * Heads are all that fits into a pong. Whenever they would not be the whole truth (more than a page, read positions or
 * memberships changed too, a cursor of another epoch) the client keeps its cursor and is told that there is more: its
 * next sync starts where this ping did.
 *
 * Pings are many and come again, so they may lag behind by what delivery has not committed yet.
 */
export function getHeadsHandler(changeReader: ChangeReader) {
  return async (request: GetHeadsSinceRequest__Output, call: CallContext): Promise<Pong> => {
    const read = await changeReader.read(
      request.userId,
      request.cursor,
      limits.syncLimitMax,
      'claimed',
      downstream(call),
    );
    const heads = read.conversations.map(({ entry, groupHead }) => ({
      conversationId: entry.conversationId,
      index: presentEntry(entry, groupHead).head?.index ?? 0,
    }));
    if (headsSuffice(read)) return { heads, cursor: read.cursor, hasMore: false };
    return { heads, cursor: request.cursor, hasMore: true };
  };
}

function headsSuffice(read: ChangesRead): boolean {
  if (read.hasMore || read.reset) return false;
  return read.conversations.every(({ entry }) => entry.attributesVersion <= toldThrough(read.seen));
}
