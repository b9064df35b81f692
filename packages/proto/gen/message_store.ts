import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AppendReply as _microchat_storage_v1_AppendReply, AppendReply__Output as _microchat_storage_v1_AppendReply__Output } from './microchat/storage/v1/AppendReply.ts';
import type { AppendRequest as _microchat_storage_v1_AppendRequest, AppendRequest__Output as _microchat_storage_v1_AppendRequest__Output } from './microchat/storage/v1/AppendRequest.ts';
import type { FindSentReply as _microchat_storage_v1_FindSentReply, FindSentReply__Output as _microchat_storage_v1_FindSentReply__Output } from './microchat/storage/v1/FindSentReply.ts';
import type { FindSentRequest as _microchat_storage_v1_FindSentRequest, FindSentRequest__Output as _microchat_storage_v1_FindSentRequest__Output } from './microchat/storage/v1/FindSentRequest.ts';
import type { GetHeadsReply as _microchat_storage_v1_GetHeadsReply, GetHeadsReply__Output as _microchat_storage_v1_GetHeadsReply__Output } from './microchat/storage/v1/GetHeadsReply.ts';
import type { GetHeadsRequest as _microchat_storage_v1_GetHeadsRequest, GetHeadsRequest__Output as _microchat_storage_v1_GetHeadsRequest__Output } from './microchat/storage/v1/GetHeadsRequest.ts';
import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from './microchat/storage/v1/LogEntry.ts';
import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from './microchat/storage/v1/LogHead.ts';
import type { MessageAppended as _microchat_storage_v1_MessageAppended, MessageAppended__Output as _microchat_storage_v1_MessageAppended__Output } from './microchat/storage/v1/MessageAppended.ts';
import type { MessageStoreClient as _microchat_storage_v1_MessageStoreClient, MessageStoreDefinition as _microchat_storage_v1_MessageStoreDefinition } from './microchat/storage/v1/MessageStore.ts';
import type { ReadPageReply as _microchat_storage_v1_ReadPageReply, ReadPageReply__Output as _microchat_storage_v1_ReadPageReply__Output } from './microchat/storage/v1/ReadPageReply.ts';
import type { ReadPageRequest as _microchat_storage_v1_ReadPageRequest, ReadPageRequest__Output as _microchat_storage_v1_ReadPageRequest__Output } from './microchat/storage/v1/ReadPageRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    storage: {
      v1: {
        AppendReply: MessageTypeDefinition<_microchat_storage_v1_AppendReply, _microchat_storage_v1_AppendReply__Output>
        AppendRequest: MessageTypeDefinition<_microchat_storage_v1_AppendRequest, _microchat_storage_v1_AppendRequest__Output>
        FindSentReply: MessageTypeDefinition<_microchat_storage_v1_FindSentReply, _microchat_storage_v1_FindSentReply__Output>
        FindSentRequest: MessageTypeDefinition<_microchat_storage_v1_FindSentRequest, _microchat_storage_v1_FindSentRequest__Output>
        GetHeadsReply: MessageTypeDefinition<_microchat_storage_v1_GetHeadsReply, _microchat_storage_v1_GetHeadsReply__Output>
        GetHeadsRequest: MessageTypeDefinition<_microchat_storage_v1_GetHeadsRequest, _microchat_storage_v1_GetHeadsRequest__Output>
        LogEntry: MessageTypeDefinition<_microchat_storage_v1_LogEntry, _microchat_storage_v1_LogEntry__Output>
        LogHead: MessageTypeDefinition<_microchat_storage_v1_LogHead, _microchat_storage_v1_LogHead__Output>
        MessageAppended: MessageTypeDefinition<_microchat_storage_v1_MessageAppended, _microchat_storage_v1_MessageAppended__Output>
        MessageStore: SubtypeConstructor<typeof grpc.Client, _microchat_storage_v1_MessageStoreClient> & { service: _microchat_storage_v1_MessageStoreDefinition }
        ReadPageReply: MessageTypeDefinition<_microchat_storage_v1_ReadPageReply, _microchat_storage_v1_ReadPageReply__Output>
        ReadPageRequest: MessageTypeDefinition<_microchat_storage_v1_ReadPageRequest, _microchat_storage_v1_ReadPageRequest__Output>
      }
    }
  }
}

