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
import type { DeviceConnected as _microchat_logic_v1_DeviceConnected, DeviceConnected__Output as _microchat_logic_v1_DeviceConnected__Output } from './microchat/logic/v1/DeviceConnected.ts';
import type { DeviceKicked as _microchat_logic_v1_DeviceKicked, DeviceKicked__Output as _microchat_logic_v1_DeviceKicked__Output } from './microchat/logic/v1/DeviceKicked.ts';
import type { DeviceSinkClient as _microchat_logic_v1_DeviceSinkClient, DeviceSinkDefinition as _microchat_logic_v1_DeviceSinkDefinition } from './microchat/logic/v1/DeviceSink.ts';
import type { PushReply as _microchat_logic_v1_PushReply, PushReply__Output as _microchat_logic_v1_PushReply__Output } from './microchat/logic/v1/PushReply.ts';
import type { PushRequest as _microchat_logic_v1_PushRequest, PushRequest__Output as _microchat_logic_v1_PushRequest__Output } from './microchat/logic/v1/PushRequest.ts';
import type { UserRevoked as _microchat_logic_v1_UserRevoked, UserRevoked__Output as _microchat_logic_v1_UserRevoked__Output } from './microchat/logic/v1/UserRevoked.ts';
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
        DeviceConnected: MessageTypeDefinition<_microchat_logic_v1_DeviceConnected, _microchat_logic_v1_DeviceConnected__Output>
        DeviceKicked: MessageTypeDefinition<_microchat_logic_v1_DeviceKicked, _microchat_logic_v1_DeviceKicked__Output>
        DeviceSink: SubtypeConstructor<typeof grpc.Client, _microchat_logic_v1_DeviceSinkClient> & { service: _microchat_logic_v1_DeviceSinkDefinition }
        PushReply: MessageTypeDefinition<_microchat_logic_v1_PushReply, _microchat_logic_v1_PushReply__Output>
        PushRequest: MessageTypeDefinition<_microchat_logic_v1_PushRequest, _microchat_logic_v1_PushRequest__Output>
        UserRevoked: MessageTypeDefinition<_microchat_logic_v1_UserRevoked, _microchat_logic_v1_UserRevoked__Output>
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

