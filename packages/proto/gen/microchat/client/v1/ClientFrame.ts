// Original file: proto/microchat/client/v1/client.proto

import type { Hello as _microchat_client_v1_Hello, Hello__Output as _microchat_client_v1_Hello__Output } from '../../../microchat/client/v1/Hello.ts';
import type { Send as _microchat_client_v1_Send, Send__Output as _microchat_client_v1_Send__Output } from '../../../microchat/client/v1/Send.ts';
import type { Ack as _microchat_client_v1_Ack, Ack__Output as _microchat_client_v1_Ack__Output } from '../../../microchat/client/v1/Ack.ts';
import type { Pull as _microchat_client_v1_Pull, Pull__Output as _microchat_client_v1_Pull__Output } from '../../../microchat/client/v1/Pull.ts';
import type { Sync as _microchat_client_v1_Sync, Sync__Output as _microchat_client_v1_Sync__Output } from '../../../microchat/client/v1/Sync.ts';
import type { Read as _microchat_client_v1_Read, Read__Output as _microchat_client_v1_Read__Output } from '../../../microchat/client/v1/Read.ts';
import type { Ping as _microchat_client_v1_Ping, Ping__Output as _microchat_client_v1_Ping__Output } from '../../../microchat/client/v1/Ping.ts';
import type { UpdateConversation as _microchat_client_v1_UpdateConversation, UpdateConversation__Output as _microchat_client_v1_UpdateConversation__Output } from '../../../microchat/client/v1/UpdateConversation.ts';
import type { ClearHistory as _microchat_client_v1_ClearHistory, ClearHistory__Output as _microchat_client_v1_ClearHistory__Output } from '../../../microchat/client/v1/ClearHistory.ts';
import type { DeleteMessages as _microchat_client_v1_DeleteMessages, DeleteMessages__Output as _microchat_client_v1_DeleteMessages__Output } from '../../../microchat/client/v1/DeleteMessages.ts';

export interface ClientFrame {
  'id'?: (number);
  'hello'?: (_microchat_client_v1_Hello | null);
  'send'?: (_microchat_client_v1_Send | null);
  'ack'?: (_microchat_client_v1_Ack | null);
  'pull'?: (_microchat_client_v1_Pull | null);
  'sync'?: (_microchat_client_v1_Sync | null);
  'read'?: (_microchat_client_v1_Read | null);
  'ping'?: (_microchat_client_v1_Ping | null);
  'updateConversation'?: (_microchat_client_v1_UpdateConversation | null);
  'clearHistory'?: (_microchat_client_v1_ClearHistory | null);
  'deleteMessages'?: (_microchat_client_v1_DeleteMessages | null);
  'body'?: "hello"|"send"|"ack"|"pull"|"sync"|"read"|"ping"|"updateConversation"|"clearHistory"|"deleteMessages";
}

export interface ClientFrame__Output {
  'id': (number);
  'hello'?: (_microchat_client_v1_Hello__Output | null);
  'send'?: (_microchat_client_v1_Send__Output | null);
  'ack'?: (_microchat_client_v1_Ack__Output | null);
  'pull'?: (_microchat_client_v1_Pull__Output | null);
  'sync'?: (_microchat_client_v1_Sync__Output | null);
  'read'?: (_microchat_client_v1_Read__Output | null);
  'ping'?: (_microchat_client_v1_Ping__Output | null);
  'updateConversation'?: (_microchat_client_v1_UpdateConversation__Output | null);
  'clearHistory'?: (_microchat_client_v1_ClearHistory__Output | null);
  'deleteMessages'?: (_microchat_client_v1_DeleteMessages__Output | null);
  'body'?: "hello"|"send"|"ack"|"pull"|"sync"|"read"|"ping"|"updateConversation"|"clearHistory"|"deleteMessages";
}
