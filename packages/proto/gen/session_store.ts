import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AdvanceGroupReply as _microchat_storage_v1_AdvanceGroupReply, AdvanceGroupReply__Output as _microchat_storage_v1_AdvanceGroupReply__Output } from './microchat/storage/v1/AdvanceGroupReply.ts';
import type { AdvanceGroupRequest as _microchat_storage_v1_AdvanceGroupRequest, AdvanceGroupRequest__Output as _microchat_storage_v1_AdvanceGroupRequest__Output } from './microchat/storage/v1/AdvanceGroupRequest.ts';
import type { AdvanceReadReply as _microchat_storage_v1_AdvanceReadReply, AdvanceReadReply__Output as _microchat_storage_v1_AdvanceReadReply__Output } from './microchat/storage/v1/AdvanceReadReply.ts';
import type { AdvanceReadRequest as _microchat_storage_v1_AdvanceReadRequest, AdvanceReadRequest__Output as _microchat_storage_v1_AdvanceReadRequest__Output } from './microchat/storage/v1/AdvanceReadRequest.ts';
import type { DeletedRange as _microchat_storage_v1_DeletedRange, DeletedRange__Output as _microchat_storage_v1_DeletedRange__Output } from './microchat/storage/v1/DeletedRange.ts';
import type { DevicePosition as _microchat_storage_v1_DevicePosition, DevicePosition__Output as _microchat_storage_v1_DevicePosition__Output } from './microchat/storage/v1/DevicePosition.ts';
import type { GetDeviceCursorReply as _microchat_storage_v1_GetDeviceCursorReply, GetDeviceCursorReply__Output as _microchat_storage_v1_GetDeviceCursorReply__Output } from './microchat/storage/v1/GetDeviceCursorReply.ts';
import type { GetDeviceCursorRequest as _microchat_storage_v1_GetDeviceCursorRequest, GetDeviceCursorRequest__Output as _microchat_storage_v1_GetDeviceCursorRequest__Output } from './microchat/storage/v1/GetDeviceCursorRequest.ts';
import type { GetEntriesReply as _microchat_storage_v1_GetEntriesReply, GetEntriesReply__Output as _microchat_storage_v1_GetEntriesReply__Output } from './microchat/storage/v1/GetEntriesReply.ts';
import type { GetEntriesRequest as _microchat_storage_v1_GetEntriesRequest, GetEntriesRequest__Output as _microchat_storage_v1_GetEntriesRequest__Output } from './microchat/storage/v1/GetEntriesRequest.ts';
import type { GetEpochReply as _microchat_storage_v1_GetEpochReply, GetEpochReply__Output as _microchat_storage_v1_GetEpochReply__Output } from './microchat/storage/v1/GetEpochReply.ts';
import type { GetEpochRequest as _microchat_storage_v1_GetEpochRequest, GetEpochRequest__Output as _microchat_storage_v1_GetEpochRequest__Output } from './microchat/storage/v1/GetEpochRequest.ts';
import type { GetGroupHeadsReply as _microchat_storage_v1_GetGroupHeadsReply, GetGroupHeadsReply__Output as _microchat_storage_v1_GetGroupHeadsReply__Output } from './microchat/storage/v1/GetGroupHeadsReply.ts';
import type { GetGroupHeadsRequest as _microchat_storage_v1_GetGroupHeadsRequest, GetGroupHeadsRequest__Output as _microchat_storage_v1_GetGroupHeadsRequest__Output } from './microchat/storage/v1/GetGroupHeadsRequest.ts';
import type { GroupHead as _microchat_storage_v1_GroupHead, GroupHead__Output as _microchat_storage_v1_GroupHead__Output } from './microchat/storage/v1/GroupHead.ts';
import type { HideMessagesReply as _microchat_storage_v1_HideMessagesReply, HideMessagesReply__Output as _microchat_storage_v1_HideMessagesReply__Output } from './microchat/storage/v1/HideMessagesReply.ts';
import type { HideMessagesRequest as _microchat_storage_v1_HideMessagesRequest, HideMessagesRequest__Output as _microchat_storage_v1_HideMessagesRequest__Output } from './microchat/storage/v1/HideMessagesRequest.ts';
import type { ListEntry as _microchat_storage_v1_ListEntry, ListEntry__Output as _microchat_storage_v1_ListEntry__Output } from './microchat/storage/v1/ListEntry.ts';
import type { ListEntryChanged as _microchat_storage_v1_ListEntryChanged, ListEntryChanged__Output as _microchat_storage_v1_ListEntryChanged__Output } from './microchat/storage/v1/ListEntryChanged.ts';
import type { ListMembershipsReply as _microchat_storage_v1_ListMembershipsReply, ListMembershipsReply__Output as _microchat_storage_v1_ListMembershipsReply__Output } from './microchat/storage/v1/ListMembershipsReply.ts';
import type { ListMembershipsRequest as _microchat_storage_v1_ListMembershipsRequest, ListMembershipsRequest__Output as _microchat_storage_v1_ListMembershipsRequest__Output } from './microchat/storage/v1/ListMembershipsRequest.ts';
import type { ListReadersReply as _microchat_storage_v1_ListReadersReply, ListReadersReply__Output as _microchat_storage_v1_ListReadersReply__Output } from './microchat/storage/v1/ListReadersReply.ts';
import type { ListReadersRequest as _microchat_storage_v1_ListReadersRequest, ListReadersRequest__Output as _microchat_storage_v1_ListReadersRequest__Output } from './microchat/storage/v1/ListReadersRequest.ts';
import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from './microchat/storage/v1/LogEntry.ts';
import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from './microchat/storage/v1/LogHead.ts';
import type { MessageAppended as _microchat_storage_v1_MessageAppended, MessageAppended__Output as _microchat_storage_v1_MessageAppended__Output } from './microchat/storage/v1/MessageAppended.ts';
import type { OwnSend as _microchat_storage_v1_OwnSend, OwnSend__Output as _microchat_storage_v1_OwnSend__Output } from './microchat/storage/v1/OwnSend.ts';
import type { ReadAdvanced as _microchat_storage_v1_ReadAdvanced, ReadAdvanced__Output as _microchat_storage_v1_ReadAdvanced__Output } from './microchat/storage/v1/ReadAdvanced.ts';
import type { ReadChangesReply as _microchat_storage_v1_ReadChangesReply, ReadChangesReply__Output as _microchat_storage_v1_ReadChangesReply__Output } from './microchat/storage/v1/ReadChangesReply.ts';
import type { ReadChangesRequest as _microchat_storage_v1_ReadChangesRequest, ReadChangesRequest__Output as _microchat_storage_v1_ReadChangesRequest__Output } from './microchat/storage/v1/ReadChangesRequest.ts';
import type { Reader as _microchat_storage_v1_Reader, Reader__Output as _microchat_storage_v1_Reader__Output } from './microchat/storage/v1/Reader.ts';
import type { RecordHeadReply as _microchat_storage_v1_RecordHeadReply, RecordHeadReply__Output as _microchat_storage_v1_RecordHeadReply__Output } from './microchat/storage/v1/RecordHeadReply.ts';
import type { RecordHeadRequest as _microchat_storage_v1_RecordHeadRequest, RecordHeadRequest__Output as _microchat_storage_v1_RecordHeadRequest__Output } from './microchat/storage/v1/RecordHeadRequest.ts';
import type { RecordMembershipReply as _microchat_storage_v1_RecordMembershipReply, RecordMembershipReply__Output as _microchat_storage_v1_RecordMembershipReply__Output } from './microchat/storage/v1/RecordMembershipReply.ts';
import type { RecordMembershipRequest as _microchat_storage_v1_RecordMembershipRequest, RecordMembershipRequest__Output as _microchat_storage_v1_RecordMembershipRequest__Output } from './microchat/storage/v1/RecordMembershipRequest.ts';
import type { RecordPeerReadReply as _microchat_storage_v1_RecordPeerReadReply, RecordPeerReadReply__Output as _microchat_storage_v1_RecordPeerReadReply__Output } from './microchat/storage/v1/RecordPeerReadReply.ts';
import type { RecordPeerReadRequest as _microchat_storage_v1_RecordPeerReadRequest, RecordPeerReadRequest__Output as _microchat_storage_v1_RecordPeerReadRequest__Output } from './microchat/storage/v1/RecordPeerReadRequest.ts';
import type { RecordReaderReply as _microchat_storage_v1_RecordReaderReply, RecordReaderReply__Output as _microchat_storage_v1_RecordReaderReply__Output } from './microchat/storage/v1/RecordReaderReply.ts';
import type { RecordReaderRequest as _microchat_storage_v1_RecordReaderRequest, RecordReaderRequest__Output as _microchat_storage_v1_RecordReaderRequest__Output } from './microchat/storage/v1/RecordReaderRequest.ts';
import type { SaveDeviceCursorReply as _microchat_storage_v1_SaveDeviceCursorReply, SaveDeviceCursorReply__Output as _microchat_storage_v1_SaveDeviceCursorReply__Output } from './microchat/storage/v1/SaveDeviceCursorReply.ts';
import type { SaveDeviceCursorRequest as _microchat_storage_v1_SaveDeviceCursorRequest, SaveDeviceCursorRequest__Output as _microchat_storage_v1_SaveDeviceCursorRequest__Output } from './microchat/storage/v1/SaveDeviceCursorRequest.ts';
import type { SessionEvent as _microchat_storage_v1_SessionEvent, SessionEvent__Output as _microchat_storage_v1_SessionEvent__Output } from './microchat/storage/v1/SessionEvent.ts';
import type { SessionStoreClient as _microchat_storage_v1_SessionStoreClient, SessionStoreDefinition as _microchat_storage_v1_SessionStoreDefinition } from './microchat/storage/v1/SessionStore.ts';
import type { SetAttributesReply as _microchat_storage_v1_SetAttributesReply, SetAttributesReply__Output as _microchat_storage_v1_SetAttributesReply__Output } from './microchat/storage/v1/SetAttributesReply.ts';
import type { SetAttributesRequest as _microchat_storage_v1_SetAttributesRequest, SetAttributesRequest__Output as _microchat_storage_v1_SetAttributesRequest__Output } from './microchat/storage/v1/SetAttributesRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    storage: {
      v1: {
        AdvanceGroupReply: MessageTypeDefinition<_microchat_storage_v1_AdvanceGroupReply, _microchat_storage_v1_AdvanceGroupReply__Output>
        AdvanceGroupRequest: MessageTypeDefinition<_microchat_storage_v1_AdvanceGroupRequest, _microchat_storage_v1_AdvanceGroupRequest__Output>
        AdvanceReadReply: MessageTypeDefinition<_microchat_storage_v1_AdvanceReadReply, _microchat_storage_v1_AdvanceReadReply__Output>
        AdvanceReadRequest: MessageTypeDefinition<_microchat_storage_v1_AdvanceReadRequest, _microchat_storage_v1_AdvanceReadRequest__Output>
        DeletedRange: MessageTypeDefinition<_microchat_storage_v1_DeletedRange, _microchat_storage_v1_DeletedRange__Output>
        DevicePosition: MessageTypeDefinition<_microchat_storage_v1_DevicePosition, _microchat_storage_v1_DevicePosition__Output>
        GetDeviceCursorReply: MessageTypeDefinition<_microchat_storage_v1_GetDeviceCursorReply, _microchat_storage_v1_GetDeviceCursorReply__Output>
        GetDeviceCursorRequest: MessageTypeDefinition<_microchat_storage_v1_GetDeviceCursorRequest, _microchat_storage_v1_GetDeviceCursorRequest__Output>
        GetEntriesReply: MessageTypeDefinition<_microchat_storage_v1_GetEntriesReply, _microchat_storage_v1_GetEntriesReply__Output>
        GetEntriesRequest: MessageTypeDefinition<_microchat_storage_v1_GetEntriesRequest, _microchat_storage_v1_GetEntriesRequest__Output>
        GetEpochReply: MessageTypeDefinition<_microchat_storage_v1_GetEpochReply, _microchat_storage_v1_GetEpochReply__Output>
        GetEpochRequest: MessageTypeDefinition<_microchat_storage_v1_GetEpochRequest, _microchat_storage_v1_GetEpochRequest__Output>
        GetGroupHeadsReply: MessageTypeDefinition<_microchat_storage_v1_GetGroupHeadsReply, _microchat_storage_v1_GetGroupHeadsReply__Output>
        GetGroupHeadsRequest: MessageTypeDefinition<_microchat_storage_v1_GetGroupHeadsRequest, _microchat_storage_v1_GetGroupHeadsRequest__Output>
        GroupHead: MessageTypeDefinition<_microchat_storage_v1_GroupHead, _microchat_storage_v1_GroupHead__Output>
        HideMessagesReply: MessageTypeDefinition<_microchat_storage_v1_HideMessagesReply, _microchat_storage_v1_HideMessagesReply__Output>
        HideMessagesRequest: MessageTypeDefinition<_microchat_storage_v1_HideMessagesRequest, _microchat_storage_v1_HideMessagesRequest__Output>
        ListEntry: MessageTypeDefinition<_microchat_storage_v1_ListEntry, _microchat_storage_v1_ListEntry__Output>
        ListEntryChanged: MessageTypeDefinition<_microchat_storage_v1_ListEntryChanged, _microchat_storage_v1_ListEntryChanged__Output>
        ListMembershipsReply: MessageTypeDefinition<_microchat_storage_v1_ListMembershipsReply, _microchat_storage_v1_ListMembershipsReply__Output>
        ListMembershipsRequest: MessageTypeDefinition<_microchat_storage_v1_ListMembershipsRequest, _microchat_storage_v1_ListMembershipsRequest__Output>
        ListReadersReply: MessageTypeDefinition<_microchat_storage_v1_ListReadersReply, _microchat_storage_v1_ListReadersReply__Output>
        ListReadersRequest: MessageTypeDefinition<_microchat_storage_v1_ListReadersRequest, _microchat_storage_v1_ListReadersRequest__Output>
        LogEntry: MessageTypeDefinition<_microchat_storage_v1_LogEntry, _microchat_storage_v1_LogEntry__Output>
        LogHead: MessageTypeDefinition<_microchat_storage_v1_LogHead, _microchat_storage_v1_LogHead__Output>
        MessageAppended: MessageTypeDefinition<_microchat_storage_v1_MessageAppended, _microchat_storage_v1_MessageAppended__Output>
        OwnSend: MessageTypeDefinition<_microchat_storage_v1_OwnSend, _microchat_storage_v1_OwnSend__Output>
        ReadAdvanced: MessageTypeDefinition<_microchat_storage_v1_ReadAdvanced, _microchat_storage_v1_ReadAdvanced__Output>
        ReadChangesReply: MessageTypeDefinition<_microchat_storage_v1_ReadChangesReply, _microchat_storage_v1_ReadChangesReply__Output>
        ReadChangesRequest: MessageTypeDefinition<_microchat_storage_v1_ReadChangesRequest, _microchat_storage_v1_ReadChangesRequest__Output>
        Reader: MessageTypeDefinition<_microchat_storage_v1_Reader, _microchat_storage_v1_Reader__Output>
        RecordHeadReply: MessageTypeDefinition<_microchat_storage_v1_RecordHeadReply, _microchat_storage_v1_RecordHeadReply__Output>
        RecordHeadRequest: MessageTypeDefinition<_microchat_storage_v1_RecordHeadRequest, _microchat_storage_v1_RecordHeadRequest__Output>
        RecordMembershipReply: MessageTypeDefinition<_microchat_storage_v1_RecordMembershipReply, _microchat_storage_v1_RecordMembershipReply__Output>
        RecordMembershipRequest: MessageTypeDefinition<_microchat_storage_v1_RecordMembershipRequest, _microchat_storage_v1_RecordMembershipRequest__Output>
        RecordPeerReadReply: MessageTypeDefinition<_microchat_storage_v1_RecordPeerReadReply, _microchat_storage_v1_RecordPeerReadReply__Output>
        RecordPeerReadRequest: MessageTypeDefinition<_microchat_storage_v1_RecordPeerReadRequest, _microchat_storage_v1_RecordPeerReadRequest__Output>
        RecordReaderReply: MessageTypeDefinition<_microchat_storage_v1_RecordReaderReply, _microchat_storage_v1_RecordReaderReply__Output>
        RecordReaderRequest: MessageTypeDefinition<_microchat_storage_v1_RecordReaderRequest, _microchat_storage_v1_RecordReaderRequest__Output>
        SaveDeviceCursorReply: MessageTypeDefinition<_microchat_storage_v1_SaveDeviceCursorReply, _microchat_storage_v1_SaveDeviceCursorReply__Output>
        SaveDeviceCursorRequest: MessageTypeDefinition<_microchat_storage_v1_SaveDeviceCursorRequest, _microchat_storage_v1_SaveDeviceCursorRequest__Output>
        SessionEvent: MessageTypeDefinition<_microchat_storage_v1_SessionEvent, _microchat_storage_v1_SessionEvent__Output>
        SessionStore: SubtypeConstructor<typeof grpc.Client, _microchat_storage_v1_SessionStoreClient> & { service: _microchat_storage_v1_SessionStoreDefinition }
        SetAttributesReply: MessageTypeDefinition<_microchat_storage_v1_SetAttributesReply, _microchat_storage_v1_SetAttributesReply__Output>
        SetAttributesRequest: MessageTypeDefinition<_microchat_storage_v1_SetAttributesRequest, _microchat_storage_v1_SetAttributesRequest__Output>
      }
    }
  }
}

