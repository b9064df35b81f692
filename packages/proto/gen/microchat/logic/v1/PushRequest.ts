// Original file: proto/microchat/logic/v1/device_sink.proto

import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from '../../../microchat/storage/v1/LogEntry.ts';
import type { ReadReceipt as _microchat_client_v1_ReadReceipt, ReadReceipt__Output as _microchat_client_v1_ReadReceipt__Output } from '../../../microchat/client/v1/ReadReceipt.ts';
import type { ConversationEntry as _microchat_client_v1_ConversationEntry, ConversationEntry__Output as _microchat_client_v1_ConversationEntry__Output } from '../../../microchat/client/v1/ConversationEntry.ts';
import type { DeviceConnected as _microchat_logic_v1_DeviceConnected, DeviceConnected__Output as _microchat_logic_v1_DeviceConnected__Output } from '../../../microchat/logic/v1/DeviceConnected.ts';
import type { UserRevoked as _microchat_logic_v1_UserRevoked, UserRevoked__Output as _microchat_logic_v1_UserRevoked__Output } from '../../../microchat/logic/v1/UserRevoked.ts';
import type { DeviceKicked as _microchat_logic_v1_DeviceKicked, DeviceKicked__Output as _microchat_logic_v1_DeviceKicked__Output } from '../../../microchat/logic/v1/DeviceKicked.ts';

export interface PushRequest {
  'topics'?: (string)[];
  'conversationId'?: (string);
  'entries'?: (_microchat_storage_v1_LogEntry)[];
  'receipts'?: (_microchat_client_v1_ReadReceipt)[];
  'conversations'?: (_microchat_client_v1_ConversationEntry)[];
  'deviceConnected'?: (_microchat_logic_v1_DeviceConnected | null);
  'userRevoked'?: (_microchat_logic_v1_UserRevoked | null);
  'deviceKicked'?: (_microchat_logic_v1_DeviceKicked | null);
}

export interface PushRequest__Output {
  'topics': (string)[];
  'conversationId': (string);
  'entries': (_microchat_storage_v1_LogEntry__Output)[];
  'receipts': (_microchat_client_v1_ReadReceipt__Output)[];
  'conversations': (_microchat_client_v1_ConversationEntry__Output)[];
  'deviceConnected': (_microchat_logic_v1_DeviceConnected__Output | null);
  'userRevoked': (_microchat_logic_v1_UserRevoked__Output | null);
  'deviceKicked': (_microchat_logic_v1_DeviceKicked__Output | null);
}
