import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { Ack as _microchat_client_v1_Ack, Ack__Output as _microchat_client_v1_Ack__Output } from './microchat/client/v1/Ack.ts';
import type { Changes as _microchat_client_v1_Changes, Changes__Output as _microchat_client_v1_Changes__Output } from './microchat/client/v1/Changes.ts';
import type { ClearHistory as _microchat_client_v1_ClearHistory, ClearHistory__Output as _microchat_client_v1_ClearHistory__Output } from './microchat/client/v1/ClearHistory.ts';
import type { ClientFrame as _microchat_client_v1_ClientFrame, ClientFrame__Output as _microchat_client_v1_ClientFrame__Output } from './microchat/client/v1/ClientFrame.ts';
import type { Content as _microchat_client_v1_Content, Content__Output as _microchat_client_v1_Content__Output } from './microchat/client/v1/Content.ts';
import type { ConversationEntry as _microchat_client_v1_ConversationEntry, ConversationEntry__Output as _microchat_client_v1_ConversationEntry__Output } from './microchat/client/v1/ConversationEntry.ts';
import type { ConversationHead as _microchat_client_v1_ConversationHead, ConversationHead__Output as _microchat_client_v1_ConversationHead__Output } from './microchat/client/v1/ConversationHead.ts';
import type { Custom as _microchat_client_v1_Custom, Custom__Output as _microchat_client_v1_Custom__Output } from './microchat/client/v1/Custom.ts';
import type { DeleteMessages as _microchat_client_v1_DeleteMessages, DeleteMessages__Output as _microchat_client_v1_DeleteMessages__Output } from './microchat/client/v1/DeleteMessages.ts';
import type { Error as _microchat_client_v1_Error, Error__Output as _microchat_client_v1_Error__Output } from './microchat/client/v1/Error.ts';
import type { Head as _microchat_client_v1_Head, Head__Output as _microchat_client_v1_Head__Output } from './microchat/client/v1/Head.ts';
import type { Hello as _microchat_client_v1_Hello, Hello__Output as _microchat_client_v1_Hello__Output } from './microchat/client/v1/Hello.ts';
import type { IndexRange as _microchat_client_v1_IndexRange, IndexRange__Output as _microchat_client_v1_IndexRange__Output } from './microchat/client/v1/IndexRange.ts';
import type { MembershipChange as _microchat_client_v1_MembershipChange, MembershipChange__Output as _microchat_client_v1_MembershipChange__Output } from './microchat/client/v1/MembershipChange.ts';
import type { Message as _microchat_client_v1_Message, Message__Output as _microchat_client_v1_Message__Output } from './microchat/client/v1/Message.ts';
import type { Notify as _microchat_client_v1_Notify, Notify__Output as _microchat_client_v1_Notify__Output } from './microchat/client/v1/Notify.ts';
import type { Page as _microchat_client_v1_Page, Page__Output as _microchat_client_v1_Page__Output } from './microchat/client/v1/Page.ts';
import type { Ping as _microchat_client_v1_Ping, Ping__Output as _microchat_client_v1_Ping__Output } from './microchat/client/v1/Ping.ts';
import type { Pong as _microchat_client_v1_Pong, Pong__Output as _microchat_client_v1_Pong__Output } from './microchat/client/v1/Pong.ts';
import type { Position as _microchat_client_v1_Position, Position__Output as _microchat_client_v1_Position__Output } from './microchat/client/v1/Position.ts';
import type { Pull as _microchat_client_v1_Pull, Pull__Output as _microchat_client_v1_Pull__Output } from './microchat/client/v1/Pull.ts';
import type { Read as _microchat_client_v1_Read, Read__Output as _microchat_client_v1_Read__Output } from './microchat/client/v1/Read.ts';
import type { ReadReceipt as _microchat_client_v1_ReadReceipt, ReadReceipt__Output as _microchat_client_v1_ReadReceipt__Output } from './microchat/client/v1/ReadReceipt.ts';
import type { Receipt as _microchat_client_v1_Receipt, Receipt__Output as _microchat_client_v1_Receipt__Output } from './microchat/client/v1/Receipt.ts';
import type { Recipient as _microchat_client_v1_Recipient, Recipient__Output as _microchat_client_v1_Recipient__Output } from './microchat/client/v1/Recipient.ts';
import type { Send as _microchat_client_v1_Send, Send__Output as _microchat_client_v1_Send__Output } from './microchat/client/v1/Send.ts';
import type { Sent as _microchat_client_v1_Sent, Sent__Output as _microchat_client_v1_Sent__Output } from './microchat/client/v1/Sent.ts';
import type { ServerFrame as _microchat_client_v1_ServerFrame, ServerFrame__Output as _microchat_client_v1_ServerFrame__Output } from './microchat/client/v1/ServerFrame.ts';
import type { Signal as _microchat_client_v1_Signal, Signal__Output as _microchat_client_v1_Signal__Output } from './microchat/client/v1/Signal.ts';
import type { Sync as _microchat_client_v1_Sync, Sync__Output as _microchat_client_v1_Sync__Output } from './microchat/client/v1/Sync.ts';
import type { Text as _microchat_client_v1_Text, Text__Output as _microchat_client_v1_Text__Output } from './microchat/client/v1/Text.ts';
import type { UpdateConversation as _microchat_client_v1_UpdateConversation, UpdateConversation__Output as _microchat_client_v1_UpdateConversation__Output } from './microchat/client/v1/UpdateConversation.ts';
import type { Welcome as _microchat_client_v1_Welcome, Welcome__Output as _microchat_client_v1_Welcome__Output } from './microchat/client/v1/Welcome.ts';
import type { AckReply as _microchat_logic_v1_AckReply, AckReply__Output as _microchat_logic_v1_AckReply__Output } from './microchat/logic/v1/AckReply.ts';
import type { AckRequest as _microchat_logic_v1_AckRequest, AckRequest__Output as _microchat_logic_v1_AckRequest__Output } from './microchat/logic/v1/AckRequest.ts';
import type { ClearHistoryRequest as _microchat_logic_v1_ClearHistoryRequest, ClearHistoryRequest__Output as _microchat_logic_v1_ClearHistoryRequest__Output } from './microchat/logic/v1/ClearHistoryRequest.ts';
import type { ConnectReply as _microchat_logic_v1_ConnectReply, ConnectReply__Output as _microchat_logic_v1_ConnectReply__Output } from './microchat/logic/v1/ConnectReply.ts';
import type { ConnectRequest as _microchat_logic_v1_ConnectRequest, ConnectRequest__Output as _microchat_logic_v1_ConnectRequest__Output } from './microchat/logic/v1/ConnectRequest.ts';
import type { DeleteMessagesRequest as _microchat_logic_v1_DeleteMessagesRequest, DeleteMessagesRequest__Output as _microchat_logic_v1_DeleteMessagesRequest__Output } from './microchat/logic/v1/DeleteMessagesRequest.ts';
import type { FillGapReply as _microchat_logic_v1_FillGapReply, FillGapReply__Output as _microchat_logic_v1_FillGapReply__Output } from './microchat/logic/v1/FillGapReply.ts';
import type { FillGapRequest as _microchat_logic_v1_FillGapRequest, FillGapRequest__Output as _microchat_logic_v1_FillGapRequest__Output } from './microchat/logic/v1/FillGapRequest.ts';
import type { FollowedGroup as _microchat_logic_v1_FollowedGroup, FollowedGroup__Output as _microchat_logic_v1_FollowedGroup__Output } from './microchat/logic/v1/FollowedGroup.ts';
import type { GetChangesRequest as _microchat_logic_v1_GetChangesRequest, GetChangesRequest__Output as _microchat_logic_v1_GetChangesRequest__Output } from './microchat/logic/v1/GetChangesRequest.ts';
import type { GetHeadsSinceRequest as _microchat_logic_v1_GetHeadsSinceRequest, GetHeadsSinceRequest__Output as _microchat_logic_v1_GetHeadsSinceRequest__Output } from './microchat/logic/v1/GetHeadsSinceRequest.ts';
import type { GetMembershipsReply as _microchat_logic_v1_GetMembershipsReply, GetMembershipsReply__Output as _microchat_logic_v1_GetMembershipsReply__Output } from './microchat/logic/v1/GetMembershipsReply.ts';
import type { GetMembershipsRequest as _microchat_logic_v1_GetMembershipsRequest, GetMembershipsRequest__Output as _microchat_logic_v1_GetMembershipsRequest__Output } from './microchat/logic/v1/GetMembershipsRequest.ts';
import type { GetReadersReply as _microchat_logic_v1_GetReadersReply, GetReadersReply__Output as _microchat_logic_v1_GetReadersReply__Output } from './microchat/logic/v1/GetReadersReply.ts';
import type { GetReadersRequest as _microchat_logic_v1_GetReadersRequest, GetReadersRequest__Output as _microchat_logic_v1_GetReadersRequest__Output } from './microchat/logic/v1/GetReadersRequest.ts';
import type { PullReply as _microchat_logic_v1_PullReply, PullReply__Output as _microchat_logic_v1_PullReply__Output } from './microchat/logic/v1/PullReply.ts';
import type { PullRequest as _microchat_logic_v1_PullRequest, PullRequest__Output as _microchat_logic_v1_PullRequest__Output } from './microchat/logic/v1/PullRequest.ts';
import type { ReadRequest as _microchat_logic_v1_ReadRequest, ReadRequest__Output as _microchat_logic_v1_ReadRequest__Output } from './microchat/logic/v1/ReadRequest.ts';
import type { SyncClient as _microchat_logic_v1_SyncClient, SyncDefinition as _microchat_logic_v1_SyncDefinition } from './microchat/logic/v1/Sync.ts';
import type { UpdateConversationRequest as _microchat_logic_v1_UpdateConversationRequest, UpdateConversationRequest__Output as _microchat_logic_v1_UpdateConversationRequest__Output } from './microchat/logic/v1/UpdateConversationRequest.ts';
import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from './microchat/storage/v1/LogEntry.ts';
import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from './microchat/storage/v1/LogHead.ts';
import type { MessageAppended as _microchat_storage_v1_MessageAppended, MessageAppended__Output as _microchat_storage_v1_MessageAppended__Output } from './microchat/storage/v1/MessageAppended.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    client: {
      v1: {
        Ack: MessageTypeDefinition<_microchat_client_v1_Ack, _microchat_client_v1_Ack__Output>
        Changes: MessageTypeDefinition<_microchat_client_v1_Changes, _microchat_client_v1_Changes__Output>
        ClearHistory: MessageTypeDefinition<_microchat_client_v1_ClearHistory, _microchat_client_v1_ClearHistory__Output>
        ClientFrame: MessageTypeDefinition<_microchat_client_v1_ClientFrame, _microchat_client_v1_ClientFrame__Output>
        Content: MessageTypeDefinition<_microchat_client_v1_Content, _microchat_client_v1_Content__Output>
        ConversationEntry: MessageTypeDefinition<_microchat_client_v1_ConversationEntry, _microchat_client_v1_ConversationEntry__Output>
        ConversationHead: MessageTypeDefinition<_microchat_client_v1_ConversationHead, _microchat_client_v1_ConversationHead__Output>
        Custom: MessageTypeDefinition<_microchat_client_v1_Custom, _microchat_client_v1_Custom__Output>
        DeleteMessages: MessageTypeDefinition<_microchat_client_v1_DeleteMessages, _microchat_client_v1_DeleteMessages__Output>
        Error: MessageTypeDefinition<_microchat_client_v1_Error, _microchat_client_v1_Error__Output>
        Head: MessageTypeDefinition<_microchat_client_v1_Head, _microchat_client_v1_Head__Output>
        Hello: MessageTypeDefinition<_microchat_client_v1_Hello, _microchat_client_v1_Hello__Output>
        IndexRange: MessageTypeDefinition<_microchat_client_v1_IndexRange, _microchat_client_v1_IndexRange__Output>
        MembershipChange: MessageTypeDefinition<_microchat_client_v1_MembershipChange, _microchat_client_v1_MembershipChange__Output>
        Message: MessageTypeDefinition<_microchat_client_v1_Message, _microchat_client_v1_Message__Output>
        Notify: MessageTypeDefinition<_microchat_client_v1_Notify, _microchat_client_v1_Notify__Output>
        Page: MessageTypeDefinition<_microchat_client_v1_Page, _microchat_client_v1_Page__Output>
        Ping: MessageTypeDefinition<_microchat_client_v1_Ping, _microchat_client_v1_Ping__Output>
        Pong: MessageTypeDefinition<_microchat_client_v1_Pong, _microchat_client_v1_Pong__Output>
        Position: MessageTypeDefinition<_microchat_client_v1_Position, _microchat_client_v1_Position__Output>
        Pull: MessageTypeDefinition<_microchat_client_v1_Pull, _microchat_client_v1_Pull__Output>
        Read: MessageTypeDefinition<_microchat_client_v1_Read, _microchat_client_v1_Read__Output>
        ReadReceipt: MessageTypeDefinition<_microchat_client_v1_ReadReceipt, _microchat_client_v1_ReadReceipt__Output>
        Receipt: MessageTypeDefinition<_microchat_client_v1_Receipt, _microchat_client_v1_Receipt__Output>
        Recipient: MessageTypeDefinition<_microchat_client_v1_Recipient, _microchat_client_v1_Recipient__Output>
        Send: MessageTypeDefinition<_microchat_client_v1_Send, _microchat_client_v1_Send__Output>
        Sent: MessageTypeDefinition<_microchat_client_v1_Sent, _microchat_client_v1_Sent__Output>
        ServerFrame: MessageTypeDefinition<_microchat_client_v1_ServerFrame, _microchat_client_v1_ServerFrame__Output>
        Signal: MessageTypeDefinition<_microchat_client_v1_Signal, _microchat_client_v1_Signal__Output>
        Sync: MessageTypeDefinition<_microchat_client_v1_Sync, _microchat_client_v1_Sync__Output>
        Text: MessageTypeDefinition<_microchat_client_v1_Text, _microchat_client_v1_Text__Output>
        UpdateConversation: MessageTypeDefinition<_microchat_client_v1_UpdateConversation, _microchat_client_v1_UpdateConversation__Output>
        Welcome: MessageTypeDefinition<_microchat_client_v1_Welcome, _microchat_client_v1_Welcome__Output>
      }
    }
    logic: {
      v1: {
        AckReply: MessageTypeDefinition<_microchat_logic_v1_AckReply, _microchat_logic_v1_AckReply__Output>
        AckRequest: MessageTypeDefinition<_microchat_logic_v1_AckRequest, _microchat_logic_v1_AckRequest__Output>
        ClearHistoryRequest: MessageTypeDefinition<_microchat_logic_v1_ClearHistoryRequest, _microchat_logic_v1_ClearHistoryRequest__Output>
        ConnectReply: MessageTypeDefinition<_microchat_logic_v1_ConnectReply, _microchat_logic_v1_ConnectReply__Output>
        ConnectRequest: MessageTypeDefinition<_microchat_logic_v1_ConnectRequest, _microchat_logic_v1_ConnectRequest__Output>
        DeleteMessagesRequest: MessageTypeDefinition<_microchat_logic_v1_DeleteMessagesRequest, _microchat_logic_v1_DeleteMessagesRequest__Output>
        FillGapReply: MessageTypeDefinition<_microchat_logic_v1_FillGapReply, _microchat_logic_v1_FillGapReply__Output>
        FillGapRequest: MessageTypeDefinition<_microchat_logic_v1_FillGapRequest, _microchat_logic_v1_FillGapRequest__Output>
        FollowedGroup: MessageTypeDefinition<_microchat_logic_v1_FollowedGroup, _microchat_logic_v1_FollowedGroup__Output>
        GetChangesRequest: MessageTypeDefinition<_microchat_logic_v1_GetChangesRequest, _microchat_logic_v1_GetChangesRequest__Output>
        GetHeadsSinceRequest: MessageTypeDefinition<_microchat_logic_v1_GetHeadsSinceRequest, _microchat_logic_v1_GetHeadsSinceRequest__Output>
        GetMembershipsReply: MessageTypeDefinition<_microchat_logic_v1_GetMembershipsReply, _microchat_logic_v1_GetMembershipsReply__Output>
        GetMembershipsRequest: MessageTypeDefinition<_microchat_logic_v1_GetMembershipsRequest, _microchat_logic_v1_GetMembershipsRequest__Output>
        GetReadersReply: MessageTypeDefinition<_microchat_logic_v1_GetReadersReply, _microchat_logic_v1_GetReadersReply__Output>
        GetReadersRequest: MessageTypeDefinition<_microchat_logic_v1_GetReadersRequest, _microchat_logic_v1_GetReadersRequest__Output>
        PullReply: MessageTypeDefinition<_microchat_logic_v1_PullReply, _microchat_logic_v1_PullReply__Output>
        PullRequest: MessageTypeDefinition<_microchat_logic_v1_PullRequest, _microchat_logic_v1_PullRequest__Output>
        ReadRequest: MessageTypeDefinition<_microchat_logic_v1_ReadRequest, _microchat_logic_v1_ReadRequest__Output>
        Sync: SubtypeConstructor<typeof grpc.Client, _microchat_logic_v1_SyncClient> & { service: _microchat_logic_v1_SyncDefinition }
        UpdateConversationRequest: MessageTypeDefinition<_microchat_logic_v1_UpdateConversationRequest, _microchat_logic_v1_UpdateConversationRequest__Output>
      }
    }
    storage: {
      v1: {
        LogEntry: MessageTypeDefinition<_microchat_storage_v1_LogEntry, _microchat_storage_v1_LogEntry__Output>
        LogHead: MessageTypeDefinition<_microchat_storage_v1_LogHead, _microchat_storage_v1_LogHead__Output>
        MessageAppended: MessageTypeDefinition<_microchat_storage_v1_MessageAppended, _microchat_storage_v1_MessageAppended__Output>
      }
    }
  }
}

