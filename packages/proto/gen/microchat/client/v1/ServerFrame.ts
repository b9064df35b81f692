// Original file: proto/microchat/client/v1/client.proto

import type { Welcome as _microchat_client_v1_Welcome, Welcome__Output as _microchat_client_v1_Welcome__Output } from '../../../microchat/client/v1/Welcome.ts';
import type { Sent as _microchat_client_v1_Sent, Sent__Output as _microchat_client_v1_Sent__Output } from '../../../microchat/client/v1/Sent.ts';
import type { Notify as _microchat_client_v1_Notify, Notify__Output as _microchat_client_v1_Notify__Output } from '../../../microchat/client/v1/Notify.ts';
import type { Page as _microchat_client_v1_Page, Page__Output as _microchat_client_v1_Page__Output } from '../../../microchat/client/v1/Page.ts';
import type { Changes as _microchat_client_v1_Changes, Changes__Output as _microchat_client_v1_Changes__Output } from '../../../microchat/client/v1/Changes.ts';
import type { Receipt as _microchat_client_v1_Receipt, Receipt__Output as _microchat_client_v1_Receipt__Output } from '../../../microchat/client/v1/Receipt.ts';
import type { Pong as _microchat_client_v1_Pong, Pong__Output as _microchat_client_v1_Pong__Output } from '../../../microchat/client/v1/Pong.ts';
import type { Error as _microchat_client_v1_Error, Error__Output as _microchat_client_v1_Error__Output } from '../../../microchat/client/v1/Error.ts';
import type { ConversationEntry as _microchat_client_v1_ConversationEntry, ConversationEntry__Output as _microchat_client_v1_ConversationEntry__Output } from '../../../microchat/client/v1/ConversationEntry.ts';

export interface ServerFrame {
  'id'?: (number);
  'welcome'?: (_microchat_client_v1_Welcome | null);
  'sent'?: (_microchat_client_v1_Sent | null);
  'notify'?: (_microchat_client_v1_Notify | null);
  'page'?: (_microchat_client_v1_Page | null);
  'changes'?: (_microchat_client_v1_Changes | null);
  'receipt'?: (_microchat_client_v1_Receipt | null);
  'pong'?: (_microchat_client_v1_Pong | null);
  'error'?: (_microchat_client_v1_Error | null);
  'conversation'?: (_microchat_client_v1_ConversationEntry | null);
  'body'?: "welcome"|"sent"|"notify"|"page"|"changes"|"receipt"|"pong"|"error"|"conversation";
}

export interface ServerFrame__Output {
  'id': (number);
  'welcome'?: (_microchat_client_v1_Welcome__Output | null);
  'sent'?: (_microchat_client_v1_Sent__Output | null);
  'notify'?: (_microchat_client_v1_Notify__Output | null);
  'page'?: (_microchat_client_v1_Page__Output | null);
  'changes'?: (_microchat_client_v1_Changes__Output | null);
  'receipt'?: (_microchat_client_v1_Receipt__Output | null);
  'pong'?: (_microchat_client_v1_Pong__Output | null);
  'error'?: (_microchat_client_v1_Error__Output | null);
  'conversation'?: (_microchat_client_v1_ConversationEntry__Output | null);
  'body'?: "welcome"|"sent"|"notify"|"page"|"changes"|"receipt"|"pong"|"error"|"conversation";
}
