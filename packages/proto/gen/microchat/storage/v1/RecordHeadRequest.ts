// Original file: proto/microchat/storage/v1/session_store.proto

import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from '../../../microchat/storage/v1/LogHead.ts';

export interface RecordHeadRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'peerId'?: (string);
  'head'?: (_microchat_storage_v1_LogHead | null);
  'ownIndex'?: (number);
  'ownCount'?: (number);
}

export interface RecordHeadRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'peerId': (string);
  'head': (_microchat_storage_v1_LogHead__Output | null);
  'ownIndex': (number);
  'ownCount': (number);
}
