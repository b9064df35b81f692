// Original file: proto/microchat/logic/v1/sync.proto

import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from '../../../microchat/storage/v1/LogEntry.ts';

export interface FillGapReply {
  'entries'?: (_microchat_storage_v1_LogEntry)[];
}

export interface FillGapReply__Output {
  'entries': (_microchat_storage_v1_LogEntry__Output)[];
}
