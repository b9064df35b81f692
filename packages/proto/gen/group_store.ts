import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { CreateGroupReply as _microchat_storage_v1_CreateGroupReply, CreateGroupReply__Output as _microchat_storage_v1_CreateGroupReply__Output } from './microchat/storage/v1/CreateGroupReply.ts';
import type { CreateGroupRequest as _microchat_storage_v1_CreateGroupRequest, CreateGroupRequest__Output as _microchat_storage_v1_CreateGroupRequest__Output } from './microchat/storage/v1/CreateGroupRequest.ts';
import type { GetGroupReply as _microchat_storage_v1_GetGroupReply, GetGroupReply__Output as _microchat_storage_v1_GetGroupReply__Output } from './microchat/storage/v1/GetGroupReply.ts';
import type { GetGroupRequest as _microchat_storage_v1_GetGroupRequest, GetGroupRequest__Output as _microchat_storage_v1_GetGroupRequest__Output } from './microchat/storage/v1/GetGroupRequest.ts';
import type { GetMemberReply as _microchat_storage_v1_GetMemberReply, GetMemberReply__Output as _microchat_storage_v1_GetMemberReply__Output } from './microchat/storage/v1/GetMemberReply.ts';
import type { GetMemberRequest as _microchat_storage_v1_GetMemberRequest, GetMemberRequest__Output as _microchat_storage_v1_GetMemberRequest__Output } from './microchat/storage/v1/GetMemberRequest.ts';
import type { Group as _microchat_storage_v1_Group, Group__Output as _microchat_storage_v1_Group__Output } from './microchat/storage/v1/Group.ts';
import type { GroupChange as _microchat_storage_v1_GroupChange, GroupChange__Output as _microchat_storage_v1_GroupChange__Output } from './microchat/storage/v1/GroupChange.ts';
import type { GroupChangeProposed as _microchat_storage_v1_GroupChangeProposed, GroupChangeProposed__Output as _microchat_storage_v1_GroupChangeProposed__Output } from './microchat/storage/v1/GroupChangeProposed.ts';
import type { GroupRow as _microchat_storage_v1_GroupRow, GroupRow__Output as _microchat_storage_v1_GroupRow__Output } from './microchat/storage/v1/GroupRow.ts';
import type { GroupStoreClient as _microchat_storage_v1_GroupStoreClient, GroupStoreDefinition as _microchat_storage_v1_GroupStoreDefinition } from './microchat/storage/v1/GroupStore.ts';
import type { ListMembersReply as _microchat_storage_v1_ListMembersReply, ListMembersReply__Output as _microchat_storage_v1_ListMembersReply__Output } from './microchat/storage/v1/ListMembersReply.ts';
import type { ListMembersRequest as _microchat_storage_v1_ListMembersRequest, ListMembersRequest__Output as _microchat_storage_v1_ListMembersRequest__Output } from './microchat/storage/v1/ListMembersRequest.ts';
import type { ListPendingReply as _microchat_storage_v1_ListPendingReply, ListPendingReply__Output as _microchat_storage_v1_ListPendingReply__Output } from './microchat/storage/v1/ListPendingReply.ts';
import type { ListPendingRequest as _microchat_storage_v1_ListPendingRequest, ListPendingRequest__Output as _microchat_storage_v1_ListPendingRequest__Output } from './microchat/storage/v1/ListPendingRequest.ts';
import type { Membership as _microchat_storage_v1_Membership, Membership__Output as _microchat_storage_v1_Membership__Output } from './microchat/storage/v1/Membership.ts';
import type { ProposeChangeReply as _microchat_storage_v1_ProposeChangeReply, ProposeChangeReply__Output as _microchat_storage_v1_ProposeChangeReply__Output } from './microchat/storage/v1/ProposeChangeReply.ts';
import type { ProposeChangeRequest as _microchat_storage_v1_ProposeChangeRequest, ProposeChangeRequest__Output as _microchat_storage_v1_ProposeChangeRequest__Output } from './microchat/storage/v1/ProposeChangeRequest.ts';
import type { SettleChangeReply as _microchat_storage_v1_SettleChangeReply, SettleChangeReply__Output as _microchat_storage_v1_SettleChangeReply__Output } from './microchat/storage/v1/SettleChangeReply.ts';
import type { SettleChangeRequest as _microchat_storage_v1_SettleChangeRequest, SettleChangeRequest__Output as _microchat_storage_v1_SettleChangeRequest__Output } from './microchat/storage/v1/SettleChangeRequest.ts';
import type { UpdateGroupReply as _microchat_storage_v1_UpdateGroupReply, UpdateGroupReply__Output as _microchat_storage_v1_UpdateGroupReply__Output } from './microchat/storage/v1/UpdateGroupReply.ts';
import type { UpdateGroupRequest as _microchat_storage_v1_UpdateGroupRequest, UpdateGroupRequest__Output as _microchat_storage_v1_UpdateGroupRequest__Output } from './microchat/storage/v1/UpdateGroupRequest.ts';
import type { VisibleSpan as _microchat_storage_v1_VisibleSpan, VisibleSpan__Output as _microchat_storage_v1_VisibleSpan__Output } from './microchat/storage/v1/VisibleSpan.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    storage: {
      v1: {
        CreateGroupReply: MessageTypeDefinition<_microchat_storage_v1_CreateGroupReply, _microchat_storage_v1_CreateGroupReply__Output>
        CreateGroupRequest: MessageTypeDefinition<_microchat_storage_v1_CreateGroupRequest, _microchat_storage_v1_CreateGroupRequest__Output>
        GetGroupReply: MessageTypeDefinition<_microchat_storage_v1_GetGroupReply, _microchat_storage_v1_GetGroupReply__Output>
        GetGroupRequest: MessageTypeDefinition<_microchat_storage_v1_GetGroupRequest, _microchat_storage_v1_GetGroupRequest__Output>
        GetMemberReply: MessageTypeDefinition<_microchat_storage_v1_GetMemberReply, _microchat_storage_v1_GetMemberReply__Output>
        GetMemberRequest: MessageTypeDefinition<_microchat_storage_v1_GetMemberRequest, _microchat_storage_v1_GetMemberRequest__Output>
        Group: MessageTypeDefinition<_microchat_storage_v1_Group, _microchat_storage_v1_Group__Output>
        GroupChange: MessageTypeDefinition<_microchat_storage_v1_GroupChange, _microchat_storage_v1_GroupChange__Output>
        GroupChangeProposed: MessageTypeDefinition<_microchat_storage_v1_GroupChangeProposed, _microchat_storage_v1_GroupChangeProposed__Output>
        GroupRow: MessageTypeDefinition<_microchat_storage_v1_GroupRow, _microchat_storage_v1_GroupRow__Output>
        GroupStore: SubtypeConstructor<typeof grpc.Client, _microchat_storage_v1_GroupStoreClient> & { service: _microchat_storage_v1_GroupStoreDefinition }
        ListMembersReply: MessageTypeDefinition<_microchat_storage_v1_ListMembersReply, _microchat_storage_v1_ListMembersReply__Output>
        ListMembersRequest: MessageTypeDefinition<_microchat_storage_v1_ListMembersRequest, _microchat_storage_v1_ListMembersRequest__Output>
        ListPendingReply: MessageTypeDefinition<_microchat_storage_v1_ListPendingReply, _microchat_storage_v1_ListPendingReply__Output>
        ListPendingRequest: MessageTypeDefinition<_microchat_storage_v1_ListPendingRequest, _microchat_storage_v1_ListPendingRequest__Output>
        Membership: MessageTypeDefinition<_microchat_storage_v1_Membership, _microchat_storage_v1_Membership__Output>
        ProposeChangeReply: MessageTypeDefinition<_microchat_storage_v1_ProposeChangeReply, _microchat_storage_v1_ProposeChangeReply__Output>
        ProposeChangeRequest: MessageTypeDefinition<_microchat_storage_v1_ProposeChangeRequest, _microchat_storage_v1_ProposeChangeRequest__Output>
        SettleChangeReply: MessageTypeDefinition<_microchat_storage_v1_SettleChangeReply, _microchat_storage_v1_SettleChangeReply__Output>
        SettleChangeRequest: MessageTypeDefinition<_microchat_storage_v1_SettleChangeRequest, _microchat_storage_v1_SettleChangeRequest__Output>
        UpdateGroupReply: MessageTypeDefinition<_microchat_storage_v1_UpdateGroupReply, _microchat_storage_v1_UpdateGroupReply__Output>
        UpdateGroupRequest: MessageTypeDefinition<_microchat_storage_v1_UpdateGroupRequest, _microchat_storage_v1_UpdateGroupRequest__Output>
        VisibleSpan: MessageTypeDefinition<_microchat_storage_v1_VisibleSpan, _microchat_storage_v1_VisibleSpan__Output>
      }
    }
  }
}

