import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { CloseLeaseReply as _microchat_logic_v1_CloseLeaseReply, CloseLeaseReply__Output as _microchat_logic_v1_CloseLeaseReply__Output } from './microchat/logic/v1/CloseLeaseReply.ts';
import type { CloseLeaseRequest as _microchat_logic_v1_CloseLeaseRequest, CloseLeaseRequest__Output as _microchat_logic_v1_CloseLeaseRequest__Output } from './microchat/logic/v1/CloseLeaseRequest.ts';
import type { GetInterestedReply as _microchat_logic_v1_GetInterestedReply, GetInterestedReply__Output as _microchat_logic_v1_GetInterestedReply__Output } from './microchat/logic/v1/GetInterestedReply.ts';
import type { GetInterestedRequest as _microchat_logic_v1_GetInterestedRequest, GetInterestedRequest__Output as _microchat_logic_v1_GetInterestedRequest__Output } from './microchat/logic/v1/GetInterestedRequest.ts';
import type { InterestedWorkers as _microchat_logic_v1_InterestedWorkers, InterestedWorkers__Output as _microchat_logic_v1_InterestedWorkers__Output } from './microchat/logic/v1/InterestedWorkers.ts';
import type { OpenLeaseReply as _microchat_logic_v1_OpenLeaseReply, OpenLeaseReply__Output as _microchat_logic_v1_OpenLeaseReply__Output } from './microchat/logic/v1/OpenLeaseReply.ts';
import type { OpenLeaseRequest as _microchat_logic_v1_OpenLeaseRequest, OpenLeaseRequest__Output as _microchat_logic_v1_OpenLeaseRequest__Output } from './microchat/logic/v1/OpenLeaseRequest.ts';
import type { PresenceClient as _microchat_logic_v1_PresenceClient, PresenceDefinition as _microchat_logic_v1_PresenceDefinition } from './microchat/logic/v1/Presence.ts';
import type { RegisterReply as _microchat_logic_v1_RegisterReply, RegisterReply__Output as _microchat_logic_v1_RegisterReply__Output } from './microchat/logic/v1/RegisterReply.ts';
import type { RegisterRequest as _microchat_logic_v1_RegisterRequest, RegisterRequest__Output as _microchat_logic_v1_RegisterRequest__Output } from './microchat/logic/v1/RegisterRequest.ts';
import type { RenewLeaseReply as _microchat_logic_v1_RenewLeaseReply, RenewLeaseReply__Output as _microchat_logic_v1_RenewLeaseReply__Output } from './microchat/logic/v1/RenewLeaseReply.ts';
import type { RenewLeaseRequest as _microchat_logic_v1_RenewLeaseRequest, RenewLeaseRequest__Output as _microchat_logic_v1_RenewLeaseRequest__Output } from './microchat/logic/v1/RenewLeaseRequest.ts';
import type { UnregisterReply as _microchat_logic_v1_UnregisterReply, UnregisterReply__Output as _microchat_logic_v1_UnregisterReply__Output } from './microchat/logic/v1/UnregisterReply.ts';
import type { UnregisterRequest as _microchat_logic_v1_UnregisterRequest, UnregisterRequest__Output as _microchat_logic_v1_UnregisterRequest__Output } from './microchat/logic/v1/UnregisterRequest.ts';
import type { WorkerRoute as _microchat_logic_v1_WorkerRoute, WorkerRoute__Output as _microchat_logic_v1_WorkerRoute__Output } from './microchat/logic/v1/WorkerRoute.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    logic: {
      v1: {
        CloseLeaseReply: MessageTypeDefinition<_microchat_logic_v1_CloseLeaseReply, _microchat_logic_v1_CloseLeaseReply__Output>
        CloseLeaseRequest: MessageTypeDefinition<_microchat_logic_v1_CloseLeaseRequest, _microchat_logic_v1_CloseLeaseRequest__Output>
        GetInterestedReply: MessageTypeDefinition<_microchat_logic_v1_GetInterestedReply, _microchat_logic_v1_GetInterestedReply__Output>
        GetInterestedRequest: MessageTypeDefinition<_microchat_logic_v1_GetInterestedRequest, _microchat_logic_v1_GetInterestedRequest__Output>
        InterestedWorkers: MessageTypeDefinition<_microchat_logic_v1_InterestedWorkers, _microchat_logic_v1_InterestedWorkers__Output>
        OpenLeaseReply: MessageTypeDefinition<_microchat_logic_v1_OpenLeaseReply, _microchat_logic_v1_OpenLeaseReply__Output>
        OpenLeaseRequest: MessageTypeDefinition<_microchat_logic_v1_OpenLeaseRequest, _microchat_logic_v1_OpenLeaseRequest__Output>
        Presence: SubtypeConstructor<typeof grpc.Client, _microchat_logic_v1_PresenceClient> & { service: _microchat_logic_v1_PresenceDefinition }
        RegisterReply: MessageTypeDefinition<_microchat_logic_v1_RegisterReply, _microchat_logic_v1_RegisterReply__Output>
        RegisterRequest: MessageTypeDefinition<_microchat_logic_v1_RegisterRequest, _microchat_logic_v1_RegisterRequest__Output>
        RenewLeaseReply: MessageTypeDefinition<_microchat_logic_v1_RenewLeaseReply, _microchat_logic_v1_RenewLeaseReply__Output>
        RenewLeaseRequest: MessageTypeDefinition<_microchat_logic_v1_RenewLeaseRequest, _microchat_logic_v1_RenewLeaseRequest__Output>
        UnregisterReply: MessageTypeDefinition<_microchat_logic_v1_UnregisterReply, _microchat_logic_v1_UnregisterReply__Output>
        UnregisterRequest: MessageTypeDefinition<_microchat_logic_v1_UnregisterRequest, _microchat_logic_v1_UnregisterRequest__Output>
        WorkerRoute: MessageTypeDefinition<_microchat_logic_v1_WorkerRoute, _microchat_logic_v1_WorkerRoute__Output>
      }
    }
  }
}

