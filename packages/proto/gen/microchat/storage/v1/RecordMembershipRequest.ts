// Original file: proto/microchat/storage/v1/session_store.proto

import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from '../../../microchat/storage/v1/LogHead.ts';

export interface RecordMembershipRequest {
  'userId'?: (string);
  'groupId'?: (string);
  'conversationId'?: (string);
  'joined'?: (boolean);
  'at'?: (_microchat_storage_v1_LogHead | null);
}

export interface RecordMembershipRequest__Output {
  'userId': (string);
  'groupId': (string);
  'conversationId': (string);
  'joined': (boolean);
  'at': (_microchat_storage_v1_LogHead__Output | null);
}
