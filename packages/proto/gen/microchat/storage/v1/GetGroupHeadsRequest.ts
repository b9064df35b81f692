// Original file: proto/microchat/storage/v1/session_store.proto

import type { Long } from '@grpc/proto-loader';

export interface GetGroupHeadsRequest {
  'groupIds'?: (string)[];
  'userId'?: (string);
  'completeBelow'?: (number | string | Long)[];
}

export interface GetGroupHeadsRequest__Output {
  'groupIds': (string)[];
  'userId': (string);
  'completeBelow': (string)[];
}
