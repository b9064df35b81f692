// Original file: proto/microchat/client/v1/client.proto

import type { ConversationEntry as _microchat_client_v1_ConversationEntry, ConversationEntry__Output as _microchat_client_v1_ConversationEntry__Output } from '../../../microchat/client/v1/ConversationEntry.ts';

export interface Changes {
  'conversations'?: (_microchat_client_v1_ConversationEntry)[];
  'cursor'?: (string);
  'hasMore'?: (boolean);
  'reset'?: (boolean);
}

export interface Changes__Output {
  'conversations': (_microchat_client_v1_ConversationEntry__Output)[];
  'cursor': (string);
  'hasMore': (boolean);
  'reset': (boolean);
}
