import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { GetPresenceReply as _microchat_business_v1_GetPresenceReply, GetPresenceReply__Output as _microchat_business_v1_GetPresenceReply__Output } from './microchat/business/v1/GetPresenceReply.ts';
import type { GetPresenceRequest as _microchat_business_v1_GetPresenceRequest, GetPresenceRequest__Output as _microchat_business_v1_GetPresenceRequest__Output } from './microchat/business/v1/GetPresenceRequest.ts';
import type { ImBusinessClient as _microchat_business_v1_ImBusinessClient, ImBusinessDefinition as _microchat_business_v1_ImBusinessDefinition } from './microchat/business/v1/ImBusiness.ts';
import type { IssueTokenReply as _microchat_business_v1_IssueTokenReply, IssueTokenReply__Output as _microchat_business_v1_IssueTokenReply__Output } from './microchat/business/v1/IssueTokenReply.ts';
import type { IssueTokenRequest as _microchat_business_v1_IssueTokenRequest, IssueTokenRequest__Output as _microchat_business_v1_IssueTokenRequest__Output } from './microchat/business/v1/IssueTokenRequest.ts';
import type { KickDeviceReply as _microchat_business_v1_KickDeviceReply, KickDeviceReply__Output as _microchat_business_v1_KickDeviceReply__Output } from './microchat/business/v1/KickDeviceReply.ts';
import type { KickDeviceRequest as _microchat_business_v1_KickDeviceRequest, KickDeviceRequest__Output as _microchat_business_v1_KickDeviceRequest__Output } from './microchat/business/v1/KickDeviceRequest.ts';
import type { RevokeTokensReply as _microchat_business_v1_RevokeTokensReply, RevokeTokensReply__Output as _microchat_business_v1_RevokeTokensReply__Output } from './microchat/business/v1/RevokeTokensReply.ts';
import type { RevokeTokensRequest as _microchat_business_v1_RevokeTokensRequest, RevokeTokensRequest__Output as _microchat_business_v1_RevokeTokensRequest__Output } from './microchat/business/v1/RevokeTokensRequest.ts';
import type { SendMessageRequest as _microchat_business_v1_SendMessageRequest, SendMessageRequest__Output as _microchat_business_v1_SendMessageRequest__Output } from './microchat/business/v1/SendMessageRequest.ts';
import type { UserPresence as _microchat_business_v1_UserPresence, UserPresence__Output as _microchat_business_v1_UserPresence__Output } from './microchat/business/v1/UserPresence.ts';
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

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    business: {
      v1: {
        GetPresenceReply: MessageTypeDefinition<_microchat_business_v1_GetPresenceReply, _microchat_business_v1_GetPresenceReply__Output>
        GetPresenceRequest: MessageTypeDefinition<_microchat_business_v1_GetPresenceRequest, _microchat_business_v1_GetPresenceRequest__Output>
        ImBusiness: SubtypeConstructor<typeof grpc.Client, _microchat_business_v1_ImBusinessClient> & { service: _microchat_business_v1_ImBusinessDefinition }
        IssueTokenReply: MessageTypeDefinition<_microchat_business_v1_IssueTokenReply, _microchat_business_v1_IssueTokenReply__Output>
        IssueTokenRequest: MessageTypeDefinition<_microchat_business_v1_IssueTokenRequest, _microchat_business_v1_IssueTokenRequest__Output>
        KickDeviceReply: MessageTypeDefinition<_microchat_business_v1_KickDeviceReply, _microchat_business_v1_KickDeviceReply__Output>
        KickDeviceRequest: MessageTypeDefinition<_microchat_business_v1_KickDeviceRequest, _microchat_business_v1_KickDeviceRequest__Output>
        RevokeTokensReply: MessageTypeDefinition<_microchat_business_v1_RevokeTokensReply, _microchat_business_v1_RevokeTokensReply__Output>
        RevokeTokensRequest: MessageTypeDefinition<_microchat_business_v1_RevokeTokensRequest, _microchat_business_v1_RevokeTokensRequest__Output>
        SendMessageRequest: MessageTypeDefinition<_microchat_business_v1_SendMessageRequest, _microchat_business_v1_SendMessageRequest__Output>
        UserPresence: MessageTypeDefinition<_microchat_business_v1_UserPresence, _microchat_business_v1_UserPresence__Output>
      }
    }
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
  }
}

