// Original file: proto/microchat/storage/v1/session_store.proto

import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from '../../../microchat/storage/v1/LogHead.ts';
import type { OwnSend as _microchat_storage_v1_OwnSend, OwnSend__Output as _microchat_storage_v1_OwnSend__Output } from '../../../microchat/storage/v1/OwnSend.ts';
import type { Long } from '@grpc/proto-loader';

export interface AdvanceGroupRequest {
  'groupId'?: (string);
  'head'?: (_microchat_storage_v1_LogHead | null);
  'ownSends'?: (_microchat_storage_v1_OwnSend)[];
  'logPartition'?: (number);
  'logOffset'?: (number | string | Long);
}

export interface AdvanceGroupRequest__Output {
  'groupId': (string);
  'head': (_microchat_storage_v1_LogHead__Output | null);
  'ownSends': (_microchat_storage_v1_OwnSend__Output)[];
  'logPartition': (number);
  'logOffset': (string);
}
