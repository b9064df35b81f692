// Original file: proto/microchat/storage/v1/session_store.proto

import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from '../../../microchat/storage/v1/LogHead.ts';
import type { Long } from '@grpc/proto-loader';

export interface GroupHead {
  'groupId'?: (string);
  'head'?: (_microchat_storage_v1_LogHead | null);
  'logPartition'?: (number);
  'logOffset'?: (number | string | Long);
  'ownIndex'?: (number);
  'ownCount'?: (number);
}

export interface GroupHead__Output {
  'groupId': (string);
  'head': (_microchat_storage_v1_LogHead__Output | null);
  'logPartition': (number);
  'logOffset': (string);
  'ownIndex': (number);
  'ownCount': (number);
}
