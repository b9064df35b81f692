import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from './microchat/storage/v1/LogEntry.ts';
import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from './microchat/storage/v1/LogHead.ts';
import type { MessageAppended as _microchat_storage_v1_MessageAppended, MessageAppended__Output as _microchat_storage_v1_MessageAppended__Output } from './microchat/storage/v1/MessageAppended.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    storage: {
      v1: {
        LogEntry: MessageTypeDefinition<_microchat_storage_v1_LogEntry, _microchat_storage_v1_LogEntry__Output>
        LogHead: MessageTypeDefinition<_microchat_storage_v1_LogHead, _microchat_storage_v1_LogHead__Output>
        MessageAppended: MessageTypeDefinition<_microchat_storage_v1_MessageAppended, _microchat_storage_v1_MessageAppended__Output>
      }
    }
  }
}

