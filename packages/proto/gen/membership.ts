import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AddMembersReply as _microchat_logic_v1_AddMembersReply, AddMembersReply__Output as _microchat_logic_v1_AddMembersReply__Output } from './microchat/logic/v1/AddMembersReply.ts';
import type { AddMembersRequest as _microchat_logic_v1_AddMembersRequest, AddMembersRequest__Output as _microchat_logic_v1_AddMembersRequest__Output } from './microchat/logic/v1/AddMembersRequest.ts';
import type { CreateGroupReply as _microchat_logic_v1_CreateGroupReply, CreateGroupReply__Output as _microchat_logic_v1_CreateGroupReply__Output } from './microchat/logic/v1/CreateGroupReply.ts';
import type { CreateGroupRequest as _microchat_logic_v1_CreateGroupRequest, CreateGroupRequest__Output as _microchat_logic_v1_CreateGroupRequest__Output } from './microchat/logic/v1/CreateGroupRequest.ts';
import type { GetGroupRequest as _microchat_logic_v1_GetGroupRequest, GetGroupRequest__Output as _microchat_logic_v1_GetGroupRequest__Output } from './microchat/logic/v1/GetGroupRequest.ts';
import type { GroupMember as _microchat_logic_v1_GroupMember, GroupMember__Output as _microchat_logic_v1_GroupMember__Output } from './microchat/logic/v1/GroupMember.ts';
import type { GroupView as _microchat_logic_v1_GroupView, GroupView__Output as _microchat_logic_v1_GroupView__Output } from './microchat/logic/v1/GroupView.ts';
import type { ListMembersReply as _microchat_logic_v1_ListMembersReply, ListMembersReply__Output as _microchat_logic_v1_ListMembersReply__Output } from './microchat/logic/v1/ListMembersReply.ts';
import type { ListMembersRequest as _microchat_logic_v1_ListMembersRequest, ListMembersRequest__Output as _microchat_logic_v1_ListMembersRequest__Output } from './microchat/logic/v1/ListMembersRequest.ts';
import type { MembershipClient as _microchat_logic_v1_MembershipClient, MembershipDefinition as _microchat_logic_v1_MembershipDefinition } from './microchat/logic/v1/Membership.ts';
import type { RemoveMemberReply as _microchat_logic_v1_RemoveMemberReply, RemoveMemberReply__Output as _microchat_logic_v1_RemoveMemberReply__Output } from './microchat/logic/v1/RemoveMemberReply.ts';
import type { RemoveMemberRequest as _microchat_logic_v1_RemoveMemberRequest, RemoveMemberRequest__Output as _microchat_logic_v1_RemoveMemberRequest__Output } from './microchat/logic/v1/RemoveMemberRequest.ts';
import type { UpdateGroupRequest as _microchat_logic_v1_UpdateGroupRequest, UpdateGroupRequest__Output as _microchat_logic_v1_UpdateGroupRequest__Output } from './microchat/logic/v1/UpdateGroupRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    logic: {
      v1: {
        AddMembersReply: MessageTypeDefinition<_microchat_logic_v1_AddMembersReply, _microchat_logic_v1_AddMembersReply__Output>
        AddMembersRequest: MessageTypeDefinition<_microchat_logic_v1_AddMembersRequest, _microchat_logic_v1_AddMembersRequest__Output>
        CreateGroupReply: MessageTypeDefinition<_microchat_logic_v1_CreateGroupReply, _microchat_logic_v1_CreateGroupReply__Output>
        CreateGroupRequest: MessageTypeDefinition<_microchat_logic_v1_CreateGroupRequest, _microchat_logic_v1_CreateGroupRequest__Output>
        GetGroupRequest: MessageTypeDefinition<_microchat_logic_v1_GetGroupRequest, _microchat_logic_v1_GetGroupRequest__Output>
        GroupMember: MessageTypeDefinition<_microchat_logic_v1_GroupMember, _microchat_logic_v1_GroupMember__Output>
        GroupView: MessageTypeDefinition<_microchat_logic_v1_GroupView, _microchat_logic_v1_GroupView__Output>
        ListMembersReply: MessageTypeDefinition<_microchat_logic_v1_ListMembersReply, _microchat_logic_v1_ListMembersReply__Output>
        ListMembersRequest: MessageTypeDefinition<_microchat_logic_v1_ListMembersRequest, _microchat_logic_v1_ListMembersRequest__Output>
        Membership: SubtypeConstructor<typeof grpc.Client, _microchat_logic_v1_MembershipClient> & { service: _microchat_logic_v1_MembershipDefinition }
        RemoveMemberReply: MessageTypeDefinition<_microchat_logic_v1_RemoveMemberReply, _microchat_logic_v1_RemoveMemberReply__Output>
        RemoveMemberRequest: MessageTypeDefinition<_microchat_logic_v1_RemoveMemberRequest, _microchat_logic_v1_RemoveMemberRequest__Output>
        UpdateGroupRequest: MessageTypeDefinition<_microchat_logic_v1_UpdateGroupRequest, _microchat_logic_v1_UpdateGroupRequest__Output>
      }
    }
  }
}

