// Original file: proto/microchat/storage/v1/segment.proto

import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from '../../../microchat/storage/v1/LogHead.ts';
import type { Long } from '@grpc/proto-loader';

export interface SegmentHead {
  'number'?: (number);
  'firstIndex'?: (number);
  'head'?: (_microchat_storage_v1_LogHead | null);
  'bytes'?: (number | string | Long);
  'closed'?: (boolean);
}

export interface SegmentHead__Output {
  'number': (number);
  'firstIndex': (number);
  'head': (_microchat_storage_v1_LogHead__Output | null);
  'bytes': (string);
  'closed': (boolean);
}
