import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { NodeClaimRow as _microchat_storage_v1_NodeClaimRow, NodeClaimRow__Output as _microchat_storage_v1_NodeClaimRow__Output } from './microchat/storage/v1/NodeClaimRow.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    storage: {
      v1: {
        NodeClaimRow: MessageTypeDefinition<_microchat_storage_v1_NodeClaimRow, _microchat_storage_v1_NodeClaimRow__Output>
      }
    }
  }
}

