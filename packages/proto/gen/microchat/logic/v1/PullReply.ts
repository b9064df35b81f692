// Original file: proto/microchat/logic/v1/sync.proto

import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from '../../../microchat/storage/v1/LogEntry.ts';
import type { IndexRange as _microchat_client_v1_IndexRange, IndexRange__Output as _microchat_client_v1_IndexRange__Output } from '../../../microchat/client/v1/IndexRange.ts';

export interface PullReply {
  'conversationId'?: (string);
  'entries'?: (_microchat_storage_v1_LogEntry)[];
  'covers'?: (_microchat_client_v1_IndexRange | null);
  'hasMore'?: (boolean);
}

export interface PullReply__Output {
  'conversationId': (string);
  'entries': (_microchat_storage_v1_LogEntry__Output)[];
  'covers': (_microchat_client_v1_IndexRange__Output | null);
  'hasMore': (boolean);
}
