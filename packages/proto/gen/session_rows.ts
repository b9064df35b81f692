import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { DeviceCursorPosition as _microchat_storage_v1_DeviceCursorPosition, DeviceCursorPosition__Output as _microchat_storage_v1_DeviceCursorPosition__Output } from './microchat/storage/v1/DeviceCursorPosition.ts';
import type { DeviceCursorRow as _microchat_storage_v1_DeviceCursorRow, DeviceCursorRow__Output as _microchat_storage_v1_DeviceCursorRow__Output } from './microchat/storage/v1/DeviceCursorRow.ts';
import type { ListHeadRow as _microchat_storage_v1_ListHeadRow, ListHeadRow__Output as _microchat_storage_v1_ListHeadRow__Output } from './microchat/storage/v1/ListHeadRow.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    storage: {
      v1: {
        DeviceCursorPosition: MessageTypeDefinition<_microchat_storage_v1_DeviceCursorPosition, _microchat_storage_v1_DeviceCursorPosition__Output>
        DeviceCursorRow: MessageTypeDefinition<_microchat_storage_v1_DeviceCursorRow, _microchat_storage_v1_DeviceCursorRow__Output>
        ListHeadRow: MessageTypeDefinition<_microchat_storage_v1_ListHeadRow, _microchat_storage_v1_ListHeadRow__Output>
      }
    }
  }
}

