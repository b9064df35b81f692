// Original file: proto/microchat/business/v1/im_business.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetPresenceReply as _microchat_business_v1_GetPresenceReply, GetPresenceReply__Output as _microchat_business_v1_GetPresenceReply__Output } from '../../../microchat/business/v1/GetPresenceReply.ts';
import type { GetPresenceRequest as _microchat_business_v1_GetPresenceRequest, GetPresenceRequest__Output as _microchat_business_v1_GetPresenceRequest__Output } from '../../../microchat/business/v1/GetPresenceRequest.ts';
import type { IssueTokenReply as _microchat_business_v1_IssueTokenReply, IssueTokenReply__Output as _microchat_business_v1_IssueTokenReply__Output } from '../../../microchat/business/v1/IssueTokenReply.ts';
import type { IssueTokenRequest as _microchat_business_v1_IssueTokenRequest, IssueTokenRequest__Output as _microchat_business_v1_IssueTokenRequest__Output } from '../../../microchat/business/v1/IssueTokenRequest.ts';
import type { KickDeviceReply as _microchat_business_v1_KickDeviceReply, KickDeviceReply__Output as _microchat_business_v1_KickDeviceReply__Output } from '../../../microchat/business/v1/KickDeviceReply.ts';
import type { KickDeviceRequest as _microchat_business_v1_KickDeviceRequest, KickDeviceRequest__Output as _microchat_business_v1_KickDeviceRequest__Output } from '../../../microchat/business/v1/KickDeviceRequest.ts';
import type { RevokeTokensReply as _microchat_business_v1_RevokeTokensReply, RevokeTokensReply__Output as _microchat_business_v1_RevokeTokensReply__Output } from '../../../microchat/business/v1/RevokeTokensReply.ts';
import type { RevokeTokensRequest as _microchat_business_v1_RevokeTokensRequest, RevokeTokensRequest__Output as _microchat_business_v1_RevokeTokensRequest__Output } from '../../../microchat/business/v1/RevokeTokensRequest.ts';
import type { SendMessageRequest as _microchat_business_v1_SendMessageRequest, SendMessageRequest__Output as _microchat_business_v1_SendMessageRequest__Output } from '../../../microchat/business/v1/SendMessageRequest.ts';
import type { Sent as _microchat_client_v1_Sent, Sent__Output as _microchat_client_v1_Sent__Output } from '../../../microchat/client/v1/Sent.ts';

export interface ImBusinessClient extends grpc.Client {
  GetPresence(argument: _microchat_business_v1_GetPresenceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_GetPresenceReply__Output>): grpc.ClientUnaryCall;
  GetPresence(argument: _microchat_business_v1_GetPresenceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_business_v1_GetPresenceReply__Output>): grpc.ClientUnaryCall;
  GetPresence(argument: _microchat_business_v1_GetPresenceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_GetPresenceReply__Output>): grpc.ClientUnaryCall;
  GetPresence(argument: _microchat_business_v1_GetPresenceRequest, callback: grpc.requestCallback<_microchat_business_v1_GetPresenceReply__Output>): grpc.ClientUnaryCall;
  getPresence(argument: _microchat_business_v1_GetPresenceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_GetPresenceReply__Output>): grpc.ClientUnaryCall;
  getPresence(argument: _microchat_business_v1_GetPresenceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_business_v1_GetPresenceReply__Output>): grpc.ClientUnaryCall;
  getPresence(argument: _microchat_business_v1_GetPresenceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_GetPresenceReply__Output>): grpc.ClientUnaryCall;
  getPresence(argument: _microchat_business_v1_GetPresenceRequest, callback: grpc.requestCallback<_microchat_business_v1_GetPresenceReply__Output>): grpc.ClientUnaryCall;
  
  IssueToken(argument: _microchat_business_v1_IssueTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_IssueTokenReply__Output>): grpc.ClientUnaryCall;
  IssueToken(argument: _microchat_business_v1_IssueTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_business_v1_IssueTokenReply__Output>): grpc.ClientUnaryCall;
  IssueToken(argument: _microchat_business_v1_IssueTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_IssueTokenReply__Output>): grpc.ClientUnaryCall;
  IssueToken(argument: _microchat_business_v1_IssueTokenRequest, callback: grpc.requestCallback<_microchat_business_v1_IssueTokenReply__Output>): grpc.ClientUnaryCall;
  issueToken(argument: _microchat_business_v1_IssueTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_IssueTokenReply__Output>): grpc.ClientUnaryCall;
  issueToken(argument: _microchat_business_v1_IssueTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_business_v1_IssueTokenReply__Output>): grpc.ClientUnaryCall;
  issueToken(argument: _microchat_business_v1_IssueTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_IssueTokenReply__Output>): grpc.ClientUnaryCall;
  issueToken(argument: _microchat_business_v1_IssueTokenRequest, callback: grpc.requestCallback<_microchat_business_v1_IssueTokenReply__Output>): grpc.ClientUnaryCall;
  
  KickDevice(argument: _microchat_business_v1_KickDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  KickDevice(argument: _microchat_business_v1_KickDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_business_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  KickDevice(argument: _microchat_business_v1_KickDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  KickDevice(argument: _microchat_business_v1_KickDeviceRequest, callback: grpc.requestCallback<_microchat_business_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  kickDevice(argument: _microchat_business_v1_KickDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  kickDevice(argument: _microchat_business_v1_KickDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_business_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  kickDevice(argument: _microchat_business_v1_KickDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  kickDevice(argument: _microchat_business_v1_KickDeviceRequest, callback: grpc.requestCallback<_microchat_business_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  
  RevokeTokens(argument: _microchat_business_v1_RevokeTokensRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  RevokeTokens(argument: _microchat_business_v1_RevokeTokensRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_business_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  RevokeTokens(argument: _microchat_business_v1_RevokeTokensRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  RevokeTokens(argument: _microchat_business_v1_RevokeTokensRequest, callback: grpc.requestCallback<_microchat_business_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  revokeTokens(argument: _microchat_business_v1_RevokeTokensRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  revokeTokens(argument: _microchat_business_v1_RevokeTokensRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_business_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  revokeTokens(argument: _microchat_business_v1_RevokeTokensRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_business_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  revokeTokens(argument: _microchat_business_v1_RevokeTokensRequest, callback: grpc.requestCallback<_microchat_business_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  
  SendMessage(argument: _microchat_business_v1_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _microchat_business_v1_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _microchat_business_v1_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _microchat_business_v1_SendMessageRequest, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _microchat_business_v1_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _microchat_business_v1_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _microchat_business_v1_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _microchat_business_v1_SendMessageRequest, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  
}

export interface ImBusinessHandlers extends grpc.UntypedServiceImplementation {
  GetPresence: grpc.handleUnaryCall<_microchat_business_v1_GetPresenceRequest__Output, _microchat_business_v1_GetPresenceReply>;
  
  IssueToken: grpc.handleUnaryCall<_microchat_business_v1_IssueTokenRequest__Output, _microchat_business_v1_IssueTokenReply>;
  
  KickDevice: grpc.handleUnaryCall<_microchat_business_v1_KickDeviceRequest__Output, _microchat_business_v1_KickDeviceReply>;
  
  RevokeTokens: grpc.handleUnaryCall<_microchat_business_v1_RevokeTokensRequest__Output, _microchat_business_v1_RevokeTokensReply>;
  
  SendMessage: grpc.handleUnaryCall<_microchat_business_v1_SendMessageRequest__Output, _microchat_client_v1_Sent>;
  
}

export interface ImBusinessDefinition extends grpc.ServiceDefinition {
  GetPresence: MethodDefinition<_microchat_business_v1_GetPresenceRequest, _microchat_business_v1_GetPresenceReply, _microchat_business_v1_GetPresenceRequest__Output, _microchat_business_v1_GetPresenceReply__Output>
  IssueToken: MethodDefinition<_microchat_business_v1_IssueTokenRequest, _microchat_business_v1_IssueTokenReply, _microchat_business_v1_IssueTokenRequest__Output, _microchat_business_v1_IssueTokenReply__Output>
  KickDevice: MethodDefinition<_microchat_business_v1_KickDeviceRequest, _microchat_business_v1_KickDeviceReply, _microchat_business_v1_KickDeviceRequest__Output, _microchat_business_v1_KickDeviceReply__Output>
  RevokeTokens: MethodDefinition<_microchat_business_v1_RevokeTokensRequest, _microchat_business_v1_RevokeTokensReply, _microchat_business_v1_RevokeTokensRequest__Output, _microchat_business_v1_RevokeTokensReply__Output>
  SendMessage: MethodDefinition<_microchat_business_v1_SendMessageRequest, _microchat_client_v1_Sent, _microchat_business_v1_SendMessageRequest__Output, _microchat_client_v1_Sent__Output>
}
