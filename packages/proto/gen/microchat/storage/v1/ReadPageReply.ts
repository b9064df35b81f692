// Original file: proto/microchat/storage/v1/message_store.proto

import type { LogEntry as _microchat_storage_v1_LogEntry, LogEntry__Output as _microchat_storage_v1_LogEntry__Output } from '../../../microchat/storage/v1/LogEntry.ts';
import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from '../../../microchat/storage/v1/LogHead.ts';

export interface ReadPageReply {
  'entries'?: (_microchat_storage_v1_LogEntry)[];
  'head'?: (_microchat_storage_v1_LogHead | null);
}

export interface ReadPageReply__Output {
  'entries': (_microchat_storage_v1_LogEntry__Output)[];
  'head': (_microchat_storage_v1_LogHead__Output | null);
}
