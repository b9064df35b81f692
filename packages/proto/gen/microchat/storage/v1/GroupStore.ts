// Original file: proto/microchat/storage/v1/group_store.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CreateGroupReply as _microchat_storage_v1_CreateGroupReply, CreateGroupReply__Output as _microchat_storage_v1_CreateGroupReply__Output } from '../../../microchat/storage/v1/CreateGroupReply.ts';
import type { CreateGroupRequest as _microchat_storage_v1_CreateGroupRequest, CreateGroupRequest__Output as _microchat_storage_v1_CreateGroupRequest__Output } from '../../../microchat/storage/v1/CreateGroupRequest.ts';
import type { GetGroupReply as _microchat_storage_v1_GetGroupReply, GetGroupReply__Output as _microchat_storage_v1_GetGroupReply__Output } from '../../../microchat/storage/v1/GetGroupReply.ts';
import type { GetGroupRequest as _microchat_storage_v1_GetGroupRequest, GetGroupRequest__Output as _microchat_storage_v1_GetGroupRequest__Output } from '../../../microchat/storage/v1/GetGroupRequest.ts';
import type { GetMemberReply as _microchat_storage_v1_GetMemberReply, GetMemberReply__Output as _microchat_storage_v1_GetMemberReply__Output } from '../../../microchat/storage/v1/GetMemberReply.ts';
import type { GetMemberRequest as _microchat_storage_v1_GetMemberRequest, GetMemberRequest__Output as _microchat_storage_v1_GetMemberRequest__Output } from '../../../microchat/storage/v1/GetMemberRequest.ts';
import type { ListMembersReply as _microchat_storage_v1_ListMembersReply, ListMembersReply__Output as _microchat_storage_v1_ListMembersReply__Output } from '../../../microchat/storage/v1/ListMembersReply.ts';
import type { ListMembersRequest as _microchat_storage_v1_ListMembersRequest, ListMembersRequest__Output as _microchat_storage_v1_ListMembersRequest__Output } from '../../../microchat/storage/v1/ListMembersRequest.ts';
import type { ListPendingReply as _microchat_storage_v1_ListPendingReply, ListPendingReply__Output as _microchat_storage_v1_ListPendingReply__Output } from '../../../microchat/storage/v1/ListPendingReply.ts';
import type { ListPendingRequest as _microchat_storage_v1_ListPendingRequest, ListPendingRequest__Output as _microchat_storage_v1_ListPendingRequest__Output } from '../../../microchat/storage/v1/ListPendingRequest.ts';
import type { ProposeChangeReply as _microchat_storage_v1_ProposeChangeReply, ProposeChangeReply__Output as _microchat_storage_v1_ProposeChangeReply__Output } from '../../../microchat/storage/v1/ProposeChangeReply.ts';
import type { ProposeChangeRequest as _microchat_storage_v1_ProposeChangeRequest, ProposeChangeRequest__Output as _microchat_storage_v1_ProposeChangeRequest__Output } from '../../../microchat/storage/v1/ProposeChangeRequest.ts';
import type { SettleChangeReply as _microchat_storage_v1_SettleChangeReply, SettleChangeReply__Output as _microchat_storage_v1_SettleChangeReply__Output } from '../../../microchat/storage/v1/SettleChangeReply.ts';
import type { SettleChangeRequest as _microchat_storage_v1_SettleChangeRequest, SettleChangeRequest__Output as _microchat_storage_v1_SettleChangeRequest__Output } from '../../../microchat/storage/v1/SettleChangeRequest.ts';
import type { UpdateGroupReply as _microchat_storage_v1_UpdateGroupReply, UpdateGroupReply__Output as _microchat_storage_v1_UpdateGroupReply__Output } from '../../../microchat/storage/v1/UpdateGroupReply.ts';
import type { UpdateGroupRequest as _microchat_storage_v1_UpdateGroupRequest, UpdateGroupRequest__Output as _microchat_storage_v1_UpdateGroupRequest__Output } from '../../../microchat/storage/v1/UpdateGroupRequest.ts';

export interface GroupStoreClient extends grpc.Client {
  CreateGroup(argument: _microchat_storage_v1_CreateGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  CreateGroup(argument: _microchat_storage_v1_CreateGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  CreateGroup(argument: _microchat_storage_v1_CreateGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  CreateGroup(argument: _microchat_storage_v1_CreateGroupRequest, callback: grpc.requestCallback<_microchat_storage_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  createGroup(argument: _microchat_storage_v1_CreateGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  createGroup(argument: _microchat_storage_v1_CreateGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  createGroup(argument: _microchat_storage_v1_CreateGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  createGroup(argument: _microchat_storage_v1_CreateGroupRequest, callback: grpc.requestCallback<_microchat_storage_v1_CreateGroupReply__Output>): grpc.ClientUnaryCall;
  
  GetGroup(argument: _microchat_storage_v1_GetGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupReply__Output>): grpc.ClientUnaryCall;
  GetGroup(argument: _microchat_storage_v1_GetGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupReply__Output>): grpc.ClientUnaryCall;
  GetGroup(argument: _microchat_storage_v1_GetGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupReply__Output>): grpc.ClientUnaryCall;
  GetGroup(argument: _microchat_storage_v1_GetGroupRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupReply__Output>): grpc.ClientUnaryCall;
  getGroup(argument: _microchat_storage_v1_GetGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupReply__Output>): grpc.ClientUnaryCall;
  getGroup(argument: _microchat_storage_v1_GetGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupReply__Output>): grpc.ClientUnaryCall;
  getGroup(argument: _microchat_storage_v1_GetGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupReply__Output>): grpc.ClientUnaryCall;
  getGroup(argument: _microchat_storage_v1_GetGroupRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupReply__Output>): grpc.ClientUnaryCall;
  
  GetMember(argument: _microchat_storage_v1_GetMemberRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetMemberReply__Output>): grpc.ClientUnaryCall;
  GetMember(argument: _microchat_storage_v1_GetMemberRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetMemberReply__Output>): grpc.ClientUnaryCall;
  GetMember(argument: _microchat_storage_v1_GetMemberRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetMemberReply__Output>): grpc.ClientUnaryCall;
  GetMember(argument: _microchat_storage_v1_GetMemberRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetMemberReply__Output>): grpc.ClientUnaryCall;
  getMember(argument: _microchat_storage_v1_GetMemberRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetMemberReply__Output>): grpc.ClientUnaryCall;
  getMember(argument: _microchat_storage_v1_GetMemberRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetMemberReply__Output>): grpc.ClientUnaryCall;
  getMember(argument: _microchat_storage_v1_GetMemberRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetMemberReply__Output>): grpc.ClientUnaryCall;
  getMember(argument: _microchat_storage_v1_GetMemberRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetMemberReply__Output>): grpc.ClientUnaryCall;
  
  ListMembers(argument: _microchat_storage_v1_ListMembersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  ListMembers(argument: _microchat_storage_v1_ListMembersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  ListMembers(argument: _microchat_storage_v1_ListMembersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  ListMembers(argument: _microchat_storage_v1_ListMembersRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _microchat_storage_v1_ListMembersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _microchat_storage_v1_ListMembersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _microchat_storage_v1_ListMembersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _microchat_storage_v1_ListMembersRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListMembersReply__Output>): grpc.ClientUnaryCall;
  
  ListPending(argument: _microchat_storage_v1_ListPendingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListPendingReply__Output>): grpc.ClientUnaryCall;
  ListPending(argument: _microchat_storage_v1_ListPendingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListPendingReply__Output>): grpc.ClientUnaryCall;
  ListPending(argument: _microchat_storage_v1_ListPendingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListPendingReply__Output>): grpc.ClientUnaryCall;
  ListPending(argument: _microchat_storage_v1_ListPendingRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListPendingReply__Output>): grpc.ClientUnaryCall;
  listPending(argument: _microchat_storage_v1_ListPendingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListPendingReply__Output>): grpc.ClientUnaryCall;
  listPending(argument: _microchat_storage_v1_ListPendingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListPendingReply__Output>): grpc.ClientUnaryCall;
  listPending(argument: _microchat_storage_v1_ListPendingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListPendingReply__Output>): grpc.ClientUnaryCall;
  listPending(argument: _microchat_storage_v1_ListPendingRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListPendingReply__Output>): grpc.ClientUnaryCall;
  
  ProposeChange(argument: _microchat_storage_v1_ProposeChangeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ProposeChangeReply__Output>): grpc.ClientUnaryCall;
  ProposeChange(argument: _microchat_storage_v1_ProposeChangeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ProposeChangeReply__Output>): grpc.ClientUnaryCall;
  ProposeChange(argument: _microchat_storage_v1_ProposeChangeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ProposeChangeReply__Output>): grpc.ClientUnaryCall;
  ProposeChange(argument: _microchat_storage_v1_ProposeChangeRequest, callback: grpc.requestCallback<_microchat_storage_v1_ProposeChangeReply__Output>): grpc.ClientUnaryCall;
  proposeChange(argument: _microchat_storage_v1_ProposeChangeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ProposeChangeReply__Output>): grpc.ClientUnaryCall;
  proposeChange(argument: _microchat_storage_v1_ProposeChangeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ProposeChangeReply__Output>): grpc.ClientUnaryCall;
  proposeChange(argument: _microchat_storage_v1_ProposeChangeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ProposeChangeReply__Output>): grpc.ClientUnaryCall;
  proposeChange(argument: _microchat_storage_v1_ProposeChangeRequest, callback: grpc.requestCallback<_microchat_storage_v1_ProposeChangeReply__Output>): grpc.ClientUnaryCall;
  
  SettleChange(argument: _microchat_storage_v1_SettleChangeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SettleChangeReply__Output>): grpc.ClientUnaryCall;
  SettleChange(argument: _microchat_storage_v1_SettleChangeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_SettleChangeReply__Output>): grpc.ClientUnaryCall;
  SettleChange(argument: _microchat_storage_v1_SettleChangeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SettleChangeReply__Output>): grpc.ClientUnaryCall;
  SettleChange(argument: _microchat_storage_v1_SettleChangeRequest, callback: grpc.requestCallback<_microchat_storage_v1_SettleChangeReply__Output>): grpc.ClientUnaryCall;
  settleChange(argument: _microchat_storage_v1_SettleChangeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SettleChangeReply__Output>): grpc.ClientUnaryCall;
  settleChange(argument: _microchat_storage_v1_SettleChangeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_SettleChangeReply__Output>): grpc.ClientUnaryCall;
  settleChange(argument: _microchat_storage_v1_SettleChangeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SettleChangeReply__Output>): grpc.ClientUnaryCall;
  settleChange(argument: _microchat_storage_v1_SettleChangeRequest, callback: grpc.requestCallback<_microchat_storage_v1_SettleChangeReply__Output>): grpc.ClientUnaryCall;
  
  UpdateGroup(argument: _microchat_storage_v1_UpdateGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_UpdateGroupReply__Output>): grpc.ClientUnaryCall;
  UpdateGroup(argument: _microchat_storage_v1_UpdateGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_UpdateGroupReply__Output>): grpc.ClientUnaryCall;
  UpdateGroup(argument: _microchat_storage_v1_UpdateGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_UpdateGroupReply__Output>): grpc.ClientUnaryCall;
  UpdateGroup(argument: _microchat_storage_v1_UpdateGroupRequest, callback: grpc.requestCallback<_microchat_storage_v1_UpdateGroupReply__Output>): grpc.ClientUnaryCall;
  updateGroup(argument: _microchat_storage_v1_UpdateGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_UpdateGroupReply__Output>): grpc.ClientUnaryCall;
  updateGroup(argument: _microchat_storage_v1_UpdateGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_UpdateGroupReply__Output>): grpc.ClientUnaryCall;
  updateGroup(argument: _microchat_storage_v1_UpdateGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_UpdateGroupReply__Output>): grpc.ClientUnaryCall;
  updateGroup(argument: _microchat_storage_v1_UpdateGroupRequest, callback: grpc.requestCallback<_microchat_storage_v1_UpdateGroupReply__Output>): grpc.ClientUnaryCall;
  
}

export interface GroupStoreHandlers extends grpc.UntypedServiceImplementation {
  CreateGroup: grpc.handleUnaryCall<_microchat_storage_v1_CreateGroupRequest__Output, _microchat_storage_v1_CreateGroupReply>;
  
  GetGroup: grpc.handleUnaryCall<_microchat_storage_v1_GetGroupRequest__Output, _microchat_storage_v1_GetGroupReply>;
  
  GetMember: grpc.handleUnaryCall<_microchat_storage_v1_GetMemberRequest__Output, _microchat_storage_v1_GetMemberReply>;
  
  ListMembers: grpc.handleUnaryCall<_microchat_storage_v1_ListMembersRequest__Output, _microchat_storage_v1_ListMembersReply>;
  
  ListPending: grpc.handleUnaryCall<_microchat_storage_v1_ListPendingRequest__Output, _microchat_storage_v1_ListPendingReply>;
  
  ProposeChange: grpc.handleUnaryCall<_microchat_storage_v1_ProposeChangeRequest__Output, _microchat_storage_v1_ProposeChangeReply>;
  
  SettleChange: grpc.handleUnaryCall<_microchat_storage_v1_SettleChangeRequest__Output, _microchat_storage_v1_SettleChangeReply>;
  
  UpdateGroup: grpc.handleUnaryCall<_microchat_storage_v1_UpdateGroupRequest__Output, _microchat_storage_v1_UpdateGroupReply>;
  
}

export interface GroupStoreDefinition extends grpc.ServiceDefinition {
  CreateGroup: MethodDefinition<_microchat_storage_v1_CreateGroupRequest, _microchat_storage_v1_CreateGroupReply, _microchat_storage_v1_CreateGroupRequest__Output, _microchat_storage_v1_CreateGroupReply__Output>
  GetGroup: MethodDefinition<_microchat_storage_v1_GetGroupRequest, _microchat_storage_v1_GetGroupReply, _microchat_storage_v1_GetGroupRequest__Output, _microchat_storage_v1_GetGroupReply__Output>
  GetMember: MethodDefinition<_microchat_storage_v1_GetMemberRequest, _microchat_storage_v1_GetMemberReply, _microchat_storage_v1_GetMemberRequest__Output, _microchat_storage_v1_GetMemberReply__Output>
  ListMembers: MethodDefinition<_microchat_storage_v1_ListMembersRequest, _microchat_storage_v1_ListMembersReply, _microchat_storage_v1_ListMembersRequest__Output, _microchat_storage_v1_ListMembersReply__Output>
  ListPending: MethodDefinition<_microchat_storage_v1_ListPendingRequest, _microchat_storage_v1_ListPendingReply, _microchat_storage_v1_ListPendingRequest__Output, _microchat_storage_v1_ListPendingReply__Output>
  ProposeChange: MethodDefinition<_microchat_storage_v1_ProposeChangeRequest, _microchat_storage_v1_ProposeChangeReply, _microchat_storage_v1_ProposeChangeRequest__Output, _microchat_storage_v1_ProposeChangeReply__Output>
  SettleChange: MethodDefinition<_microchat_storage_v1_SettleChangeRequest, _microchat_storage_v1_SettleChangeReply, _microchat_storage_v1_SettleChangeRequest__Output, _microchat_storage_v1_SettleChangeReply__Output>
  UpdateGroup: MethodDefinition<_microchat_storage_v1_UpdateGroupRequest, _microchat_storage_v1_UpdateGroupReply, _microchat_storage_v1_UpdateGroupRequest__Output, _microchat_storage_v1_UpdateGroupReply__Output>
}
