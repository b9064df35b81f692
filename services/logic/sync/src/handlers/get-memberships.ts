import type { GetMembershipsReply } from '@microchat/proto/microchat/logic/v1/GetMembershipsReply';
import type { GetMembershipsRequest__Output } from '@microchat/proto/microchat/logic/v1/GetMembershipsRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';

/** Sync.GetMemberships: see proto/microchat/logic/v1/sync.proto. */
export function getMembershipsHandler(sessionStore: Client<SessionStoreDefinition>) {
  return async ({ userId }: GetMembershipsRequest__Output, call: CallContext): Promise<GetMembershipsReply> => {
    const { entries } = await sessionStore.listMemberships({ userId }, downstream(call));
    return { groupIds: entries.filter(({ leftIndex }) => leftIndex === 0).map(({ groupId }) => groupId) };
  };
}
