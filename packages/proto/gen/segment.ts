import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from './microchat/storage/v1/LogEntry.ts';
import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from './microchat/storage/v1/LogHead.ts';
import type { MessageAppended as _microchat_storage_v1_MessageAppended, MessageAppended__Output as _microchat_storage_v1_MessageAppended__Output } from './microchat/storage/v1/MessageAppended.ts';
import type { SegmentHead as _microchat_storage_v1_SegmentHead, SegmentHead__Output as _microchat_storage_v1_SegmentHead__Output } from './microchat/storage/v1/SegmentHead.ts';
import type { SentRow as _microchat_storage_v1_SentRow, SentRow__Output as _microchat_storage_v1_SentRow__Output } from './microchat/storage/v1/SentRow.ts';

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
        SegmentHead: MessageTypeDefinition<_microchat_storage_v1_SegmentHead, _microchat_storage_v1_SegmentHead__Output>
        SentRow: MessageTypeDefinition<_microchat_storage_v1_SentRow, _microchat_storage_v1_SentRow__Output>
      }
    }
  }
}

