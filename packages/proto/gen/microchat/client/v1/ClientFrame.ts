// Original file: proto/microchat/client/v1/client.proto

import type { Hello as _microchat_client_v1_Hello, Hello__Output as _microchat_client_v1_Hello__Output } from '../../../microchat/client/v1/Hello.ts';
import type { Send as _microchat_client_v1_Send, Send__Output as _microchat_client_v1_Send__Output } from '../../../microchat/client/v1/Send.ts';
import type { Ack as _microchat_client_v1_Ack, Ack__Output as _microchat_client_v1_Ack__Output } from '../../../microchat/client/v1/Ack.ts';
import type { Pull as _microchat_client_v1_Pull, Pull__Output as _microchat_client_v1_Pull__Output } from '../../../microchat/client/v1/Pull.ts';
import type { Sync as _microchat_client_v1_Sync, Sync__Output as _microchat_client_v1_Sync__Output } from '../../../microchat/client/v1/Sync.ts';
import type { Read as _microchat_client_v1_Read, Read__Output as _microchat_client_v1_Read__Output } from '../../../microchat/client/v1/Read.ts';
import type { Ping as _microchat_client_v1_Ping, Ping__Output as _microchat_client_v1_Ping__Output } from '../../../microchat/client/v1/Ping.ts';

export interface ClientFrame {
  'id'?: (number);
  'hello'?: (_microchat_client_v1_Hello | null);
  'send'?: (_microchat_client_v1_Send | null);
  'ack'?: (_microchat_client_v1_Ack | null);
  'pull'?: (_microchat_client_v1_Pull | null);
  'sync'?: (_microchat_client_v1_Sync | null);
  'read'?: (_microchat_client_v1_Read | null);
  'ping'?: (_microchat_client_v1_Ping | null);
  'body'?: "hello"|"send"|"ack"|"pull"|"sync"|"read"|"ping";
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
  'body'?: "hello"|"send"|"ack"|"pull"|"sync"|"read"|"ping";
}
