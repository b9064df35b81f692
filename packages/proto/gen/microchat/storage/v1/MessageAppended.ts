// Original file: proto/microchat/storage/v1/log.proto

import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from '../../../microchat/storage/v1/LogEntry.ts';

export interface MessageAppended {
  'conversationId'?: (string);
  'entry'?: (_microchat_storage_v1_LogEntry | null);
}

export interface MessageAppended__Output {
  'conversationId': (string);
  'entry': (_microchat_storage_v1_LogEntry__Output | null);
}
