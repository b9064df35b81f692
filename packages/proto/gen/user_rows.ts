import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { Device as _microchat_storage_v1_Device, Device__Output as _microchat_storage_v1_Device__Output } from './microchat/storage/v1/Device.ts';
import type { DeviceKick as _microchat_storage_v1_DeviceKick, DeviceKick__Output as _microchat_storage_v1_DeviceKick__Output } from './microchat/storage/v1/DeviceKick.ts';
import type { DevicesRow as _microchat_storage_v1_DevicesRow, DevicesRow__Output as _microchat_storage_v1_DevicesRow__Output } from './microchat/storage/v1/DevicesRow.ts';
import type { EnsureUserReply as _microchat_storage_v1_EnsureUserReply, EnsureUserReply__Output as _microchat_storage_v1_EnsureUserReply__Output } from './microchat/storage/v1/EnsureUserReply.ts';
import type { EnsureUserRequest as _microchat_storage_v1_EnsureUserRequest, EnsureUserRequest__Output as _microchat_storage_v1_EnsureUserRequest__Output } from './microchat/storage/v1/EnsureUserRequest.ts';
import type { GetUsersReply as _microchat_storage_v1_GetUsersReply, GetUsersReply__Output as _microchat_storage_v1_GetUsersReply__Output } from './microchat/storage/v1/GetUsersReply.ts';
import type { GetUsersRequest as _microchat_storage_v1_GetUsersRequest, GetUsersRequest__Output as _microchat_storage_v1_GetUsersRequest__Output } from './microchat/storage/v1/GetUsersRequest.ts';
import type { KickDeviceReply as _microchat_storage_v1_KickDeviceReply, KickDeviceReply__Output as _microchat_storage_v1_KickDeviceReply__Output } from './microchat/storage/v1/KickDeviceReply.ts';
import type { KickDeviceRequest as _microchat_storage_v1_KickDeviceRequest, KickDeviceRequest__Output as _microchat_storage_v1_KickDeviceRequest__Output } from './microchat/storage/v1/KickDeviceRequest.ts';
import type { ListDevicesReply as _microchat_storage_v1_ListDevicesReply, ListDevicesReply__Output as _microchat_storage_v1_ListDevicesReply__Output } from './microchat/storage/v1/ListDevicesReply.ts';
import type { ListDevicesRequest as _microchat_storage_v1_ListDevicesRequest, ListDevicesRequest__Output as _microchat_storage_v1_ListDevicesRequest__Output } from './microchat/storage/v1/ListDevicesRequest.ts';
import type { Profile as _microchat_storage_v1_Profile, Profile__Output as _microchat_storage_v1_Profile__Output } from './microchat/storage/v1/Profile.ts';
import type { PutProfileReply as _microchat_storage_v1_PutProfileReply, PutProfileReply__Output as _microchat_storage_v1_PutProfileReply__Output } from './microchat/storage/v1/PutProfileReply.ts';
import type { PutProfileRequest as _microchat_storage_v1_PutProfileRequest, PutProfileRequest__Output as _microchat_storage_v1_PutProfileRequest__Output } from './microchat/storage/v1/PutProfileRequest.ts';
import type { RecordDeviceReply as _microchat_storage_v1_RecordDeviceReply, RecordDeviceReply__Output as _microchat_storage_v1_RecordDeviceReply__Output } from './microchat/storage/v1/RecordDeviceReply.ts';
import type { RecordDeviceRequest as _microchat_storage_v1_RecordDeviceRequest, RecordDeviceRequest__Output as _microchat_storage_v1_RecordDeviceRequest__Output } from './microchat/storage/v1/RecordDeviceRequest.ts';
import type { RevokeTokensReply as _microchat_storage_v1_RevokeTokensReply, RevokeTokensReply__Output as _microchat_storage_v1_RevokeTokensReply__Output } from './microchat/storage/v1/RevokeTokensReply.ts';
import type { RevokeTokensRequest as _microchat_storage_v1_RevokeTokensRequest, RevokeTokensRequest__Output as _microchat_storage_v1_RevokeTokensRequest__Output } from './microchat/storage/v1/RevokeTokensRequest.ts';
import type { TokensRevoked as _microchat_storage_v1_TokensRevoked, TokensRevoked__Output as _microchat_storage_v1_TokensRevoked__Output } from './microchat/storage/v1/TokensRevoked.ts';
import type { User as _microchat_storage_v1_User, User__Output as _microchat_storage_v1_User__Output } from './microchat/storage/v1/User.ts';
import type { UserCreated as _microchat_storage_v1_UserCreated, UserCreated__Output as _microchat_storage_v1_UserCreated__Output } from './microchat/storage/v1/UserCreated.ts';
import type { UserEvent as _microchat_storage_v1_UserEvent, UserEvent__Output as _microchat_storage_v1_UserEvent__Output } from './microchat/storage/v1/UserEvent.ts';
import type { UserRow as _microchat_storage_v1_UserRow, UserRow__Output as _microchat_storage_v1_UserRow__Output } from './microchat/storage/v1/UserRow.ts';
import type { UserStoreClient as _microchat_storage_v1_UserStoreClient, UserStoreDefinition as _microchat_storage_v1_UserStoreDefinition } from './microchat/storage/v1/UserStore.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    storage: {
      v1: {
        Device: MessageTypeDefinition<_microchat_storage_v1_Device, _microchat_storage_v1_Device__Output>
        DeviceKick: MessageTypeDefinition<_microchat_storage_v1_DeviceKick, _microchat_storage_v1_DeviceKick__Output>
        DevicesRow: MessageTypeDefinition<_microchat_storage_v1_DevicesRow, _microchat_storage_v1_DevicesRow__Output>
        EnsureUserReply: MessageTypeDefinition<_microchat_storage_v1_EnsureUserReply, _microchat_storage_v1_EnsureUserReply__Output>
        EnsureUserRequest: MessageTypeDefinition<_microchat_storage_v1_EnsureUserRequest, _microchat_storage_v1_EnsureUserRequest__Output>
        GetUsersReply: MessageTypeDefinition<_microchat_storage_v1_GetUsersReply, _microchat_storage_v1_GetUsersReply__Output>
        GetUsersRequest: MessageTypeDefinition<_microchat_storage_v1_GetUsersRequest, _microchat_storage_v1_GetUsersRequest__Output>
        KickDeviceReply: MessageTypeDefinition<_microchat_storage_v1_KickDeviceReply, _microchat_storage_v1_KickDeviceReply__Output>
        KickDeviceRequest: MessageTypeDefinition<_microchat_storage_v1_KickDeviceRequest, _microchat_storage_v1_KickDeviceRequest__Output>
        ListDevicesReply: MessageTypeDefinition<_microchat_storage_v1_ListDevicesReply, _microchat_storage_v1_ListDevicesReply__Output>
        ListDevicesRequest: MessageTypeDefinition<_microchat_storage_v1_ListDevicesRequest, _microchat_storage_v1_ListDevicesRequest__Output>
        Profile: MessageTypeDefinition<_microchat_storage_v1_Profile, _microchat_storage_v1_Profile__Output>
        PutProfileReply: MessageTypeDefinition<_microchat_storage_v1_PutProfileReply, _microchat_storage_v1_PutProfileReply__Output>
        PutProfileRequest: MessageTypeDefinition<_microchat_storage_v1_PutProfileRequest, _microchat_storage_v1_PutProfileRequest__Output>
        RecordDeviceReply: MessageTypeDefinition<_microchat_storage_v1_RecordDeviceReply, _microchat_storage_v1_RecordDeviceReply__Output>
        RecordDeviceRequest: MessageTypeDefinition<_microchat_storage_v1_RecordDeviceRequest, _microchat_storage_v1_RecordDeviceRequest__Output>
        RevokeTokensReply: MessageTypeDefinition<_microchat_storage_v1_RevokeTokensReply, _microchat_storage_v1_RevokeTokensReply__Output>
        RevokeTokensRequest: MessageTypeDefinition<_microchat_storage_v1_RevokeTokensRequest, _microchat_storage_v1_RevokeTokensRequest__Output>
        TokensRevoked: MessageTypeDefinition<_microchat_storage_v1_TokensRevoked, _microchat_storage_v1_TokensRevoked__Output>
        User: MessageTypeDefinition<_microchat_storage_v1_User, _microchat_storage_v1_User__Output>
        UserCreated: MessageTypeDefinition<_microchat_storage_v1_UserCreated, _microchat_storage_v1_UserCreated__Output>
        UserEvent: MessageTypeDefinition<_microchat_storage_v1_UserEvent, _microchat_storage_v1_UserEvent__Output>
        UserRow: MessageTypeDefinition<_microchat_storage_v1_UserRow, _microchat_storage_v1_UserRow__Output>
        UserStore: SubtypeConstructor<typeof grpc.Client, _microchat_storage_v1_UserStoreClient> & { service: _microchat_storage_v1_UserStoreDefinition }
      }
    }
  }
}

