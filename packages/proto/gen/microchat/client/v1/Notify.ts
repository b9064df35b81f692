// Original file: proto/microchat/client/v1/client.proto

import type { Message as _microchat_client_v1_Message, Message__Output as _microchat_client_v1_Message__Output } from '../../../microchat/client/v1/Message.ts';
import type { ReadReceipt as _microchat_client_v1_ReadReceipt, ReadReceipt__Output as _microchat_client_v1_ReadReceipt__Output } from '../../../microchat/client/v1/ReadReceipt.ts';
import type { ConversationEntry as _microchat_client_v1_ConversationEntry, ConversationEntry__Output as _microchat_client_v1_ConversationEntry__Output } from '../../../microchat/client/v1/ConversationEntry.ts';
import type { Signal as _microchat_client_v1_Signal, Signal__Output as _microchat_client_v1_Signal__Output } from '../../../microchat/client/v1/Signal.ts';

export interface Notify {
  'messages'?: (_microchat_client_v1_Message)[];
  'receipts'?: (_microchat_client_v1_ReadReceipt)[];
  'conversations'?: (_microchat_client_v1_ConversationEntry)[];
  'signals'?: (_microchat_client_v1_Signal)[];
}

export interface Notify__Output {
  'messages': (_microchat_client_v1_Message__Output)[];
  'receipts': (_microchat_client_v1_ReadReceipt__Output)[];
  'conversations': (_microchat_client_v1_ConversationEntry__Output)[];
  'signals': (_microchat_client_v1_Signal__Output)[];
}
