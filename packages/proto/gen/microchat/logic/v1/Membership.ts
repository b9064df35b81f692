// Original file: proto/microchat/logic/v1/membership.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AddMembersReply as _microchat_logic_v1_AddMembersReply, AddMembersReply__Output as _microchat_logic_v1_AddMembersReply__Output } from '../../../microchat/logic/v1/AddMembersReply.ts';
import type { AddMembersRequest as _microchat_logic_v1_AddMembersRequest, AddMembersRequest__Output as _microchat_logic_v1_AddMembersRequest__Output } from '../../../microchat/logic/v1/AddMembersRequest.ts';
import type { CreateGroupReply as _microchat_logic_v1_CreateGroupReply, CreateGroupReply__Output as _microchat_logic_v1_CreateGroupReply__Output } from '../../../microchat/logic/v1/CreateGroupReply.ts';
import type { CreateGroupRequest as _microchat_logic_v1_CreateGroupRequest, CreateGroupRequest__Output as _microchat_logic_v1_CreateGroupRequest__Output } from '../../../microchat/logic/v1/CreateGroupRequest.ts';
import type { GetGroupRequest as _microchat_logic_v1_GetGroupRequest, GetGroupRequest__Output as _microchat_logic_v1_GetGroupRequest__Output } from '../../../microchat/logic/v1/GetGroupRequest.ts';
import type { GroupView as _microchat_logic_v1_GroupView, GroupView__Output as _microchat_logic_v1_GroupView__Output } from '../../../microchat/logic/v1/GroupView.ts';
import type { ListMembersReply as _microchat_logic_v1_ListMembersReply, ListMembersReply__Output as _microchat_logic_v1_ListMembersReply__Output } from '../../../microchat/logic/v1/ListMembersReply.ts';
import type { ListMembersRequest as _microchat_logic_v1_ListMembersRequest, ListMembersRequest__Output as _microchat_logic_v1_ListMembersRequest__Output } from '../../../microchat/logic/v1/ListMembersRequest.ts';
import type { RemoveMemberReply as _microchat_logic_v1_RemoveMemberReply, RemoveMemberReply__Output as _microchat_logic_v1_RemoveMemberReply__Output } from '../../../microchat/logic/v1/RemoveMemberReply.ts';
import type { RemoveMemberRequest as _microchat_logic_v1_RemoveMemberRequest, RemoveMemberRequest__Output as _microchat_logic_v1_RemoveMemberRequest__Output } from '../../../microchat/logic/v1/RemoveMemberRequest.ts';
import type { UpdateGroupRequest as _microchat_logic_v1_UpdateGroupRequest, UpdateGroupRequest__Output as _microchat_logic_v1_UpdateGroupRequest__Output } from '../../../microchat/logic/v1/UpdateGroupRequest.ts';

export interface MembershipClient extends grpc.Client {
  AddMembers(argument: _microchat_logic_v1_AddMembersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_AddMembersReply__Output>): grpc.ClientUnaryCall;
  AddMembers(argument: _microchat_logic_v1_AddMembersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_AddMembersReply__Output>): grpc.ClientUnaryCall;
  AddMembers(argument: _microchat_logic_v1_AddMembersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_AddMembersReply__Output>): grpc.ClientUnaryCall;
  AddMembers(argument: _microchat_logic_v1_AddMembersRequest, callback: grpc.requestCallback<_microchat_logic_v1_AddMembersReply__Output>): grpc.ClientUnaryCall;
  addMembers(argument: _microchat_logic_v1_AddMembersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_AddMembersReply__Output>): grpc.ClientUnaryCall;
  addMembers(argument: _microchat_logic_v1_AddMembersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_AddMembersReply__Output>): grpc.ClientUnaryCall;
  addMembers(argument: _microchat_logic_v1_AddMembersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_AddMembersReply__Output>): grpc.ClientUnaryCall;
  addMembers(argument: _microchat_logic_v1_AddMembersRequest, callback: grpc.requestCallback<_microchat_logic_v1_AddMembersReply__Output>): grpc.ClientUnaryCall;
  
  CreateGroup(argument: _microchat_logic_v1_CreateGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  CreateGroup(argument: _microchat_logic_v1_CreateGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  CreateGroup(argument: _microchat_logic_v1_CreateGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  CreateGroup(argument: _microchat_logic_v1_CreateGroupRequest, callback: grpc.requestCallback<_microchat_logic_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  createGroup(argument: _microchat_logic_v1_CreateGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  createGroup(argument: _microchat_logic_v1_CreateGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  createGroup(argument: _microchat_logic_v1_CreateGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  createGroup(argument: _microchat_logic_v1_CreateGroupRequest, callback: grpc.requestCallback<_microchat_logic_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  
  GetGroup(argument: _microchat_logic_v1_GetGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  GetGroup(argument: _microchat_logic_v1_GetGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  GetGroup(argument: _microchat_logic_v1_GetGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  GetGroup(argument: _microchat_logic_v1_GetGroupRequest, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  getGroup(argument: _microchat_logic_v1_GetGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  getGroup(argument: _microchat_logic_v1_GetGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  getGroup(argument: _microchat_logic_v1_GetGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  getGroup(argument: _microchat_logic_v1_GetGroupRequest, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  
  ListMembers(argument: _microchat_logic_v1_ListMembersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  ListMembers(argument: _microchat_logic_v1_ListMembersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  ListMembers(argument: _microchat_logic_v1_ListMembersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  ListMembers(argument: _microchat_logic_v1_ListMembersRequest, callback: grpc.requestCallback<_microchat_logic_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _microchat_logic_v1_ListMembersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _microchat_logic_v1_ListMembersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _microchat_logic_v1_ListMembersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _microchat_logic_v1_ListMembersRequest, callback: grpc.requestCallback<_microchat_logic_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  
  RemoveMember(argument: _microchat_logic_v1_RemoveMemberRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RemoveMemberReply__Output>): grpc.ClientUnaryCall;
  RemoveMember(argument: _microchat_logic_v1_RemoveMemberRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_RemoveMemberReply__Output>): grpc.ClientUnaryCall;
  RemoveMember(argument: _microchat_logic_v1_RemoveMemberRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RemoveMemberReply__Output>): grpc.ClientUnaryCall;
  RemoveMember(argument: _microchat_logic_v1_RemoveMemberRequest, callback: grpc.requestCallback<_microchat_logic_v1_RemoveMemberReply__Output>): grpc.ClientUnaryCall;
  removeMember(argument: _microchat_logic_v1_RemoveMemberRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RemoveMemberReply__Output>): grpc.ClientUnaryCall;
  removeMember(argument: _microchat_logic_v1_RemoveMemberRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_RemoveMemberReply__Output>): grpc.ClientUnaryCall;
  removeMember(argument: _microchat_logic_v1_RemoveMemberRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RemoveMemberReply__Output>): grpc.ClientUnaryCall;
  removeMember(argument: _microchat_logic_v1_RemoveMemberRequest, callback: grpc.requestCallback<_microchat_logic_v1_RemoveMemberReply__Output>): grpc.ClientUnaryCall;
  
  UpdateGroup(argument: _microchat_logic_v1_UpdateGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  UpdateGroup(argument: _microchat_logic_v1_UpdateGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  UpdateGroup(argument: _microchat_logic_v1_UpdateGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  UpdateGroup(argument: _microchat_logic_v1_UpdateGroupRequest, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  updateGroup(argument: _microchat_logic_v1_UpdateGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  updateGroup(argument: _microchat_logic_v1_UpdateGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  updateGroup(argument: _microchat_logic_v1_UpdateGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  updateGroup(argument: _microchat_logic_v1_UpdateGroupRequest, callback: grpc.requestCallback<_microchat_logic_v1_GroupView__Output>): grpc.ClientUnaryCall;
  
}

export interface MembershipHandlers extends grpc.UntypedServiceImplementation {
  AddMembers: grpc.handleUnaryCall<_microchat_logic_v1_AddMembersRequest__Output, _microchat_logic_v1_AddMembersReply>;
  
  CreateGroup: grpc.handleUnaryCall<_microchat_logic_v1_CreateGroupRequest__Output, _microchat_logic_v1_CreateGroupReply>;
  
  GetGroup: grpc.handleUnaryCall<_microchat_logic_v1_GetGroupRequest__Output, _microchat_logic_v1_GroupView>;
  
  ListMembers: grpc.handleUnaryCall<_microchat_logic_v1_ListMembersRequest__Output, _microchat_logic_v1_ListMembersReply>;
  
  RemoveMember: grpc.handleUnaryCall<_microchat_logic_v1_RemoveMemberRequest__Output, _microchat_logic_v1_RemoveMemberReply>;
  
  UpdateGroup: grpc.handleUnaryCall<_microchat_logic_v1_UpdateGroupRequest__Output, _microchat_logic_v1_GroupView>;
  
}

export interface MembershipDefinition extends grpc.ServiceDefinition {
  AddMembers: MethodDefinition<_microchat_logic_v1_AddMembersRequest, _microchat_logic_v1_AddMembersReply, _microchat_logic_v1_AddMembersRequest__Output, _microchat_logic_v1_AddMembersReply__Output>
  CreateGroup: MethodDefinition<_microchat_logic_v1_CreateGroupRequest, _microchat_logic_v1_CreateGroupReply, _microchat_logic_v1_CreateGroupRequest__Output, _microchat_logic_v1_CreateGroupReply__Output>
  GetGroup: MethodDefinition<_microchat_logic_v1_GetGroupRequest, _microchat_logic_v1_GroupView, _microchat_logic_v1_GetGroupRequest__Output, _microchat_logic_v1_GroupView__Output>
  ListMembers: MethodDefinition<_microchat_logic_v1_ListMembersRequest, _microchat_logic_v1_ListMembersReply, _microchat_logic_v1_ListMembersRequest__Output, _microchat_logic_v1_ListMembersReply__Output>
  RemoveMember: MethodDefinition<_microchat_logic_v1_RemoveMemberRequest, _microchat_logic_v1_RemoveMemberReply, _microchat_logic_v1_RemoveMemberRequest__Output, _microchat_logic_v1_RemoveMemberReply__Output>
  UpdateGroup: MethodDefinition<_microchat_logic_v1_UpdateGroupRequest, _microchat_logic_v1_GroupView, _microchat_logic_v1_UpdateGroupRequest__Output, _microchat_logic_v1_GroupView__Output>
}
