// Original file: proto/microchat/storage/v1/user_store.proto

import type { Long } from '@grpc/proto-loader';

export interface Device {
  'deviceId'?: (string);
  'platform'?: (string);
  'lastSeenMs'?: (number | string | Long);
}

export interface Device__Output {
  'deviceId': (string);
  'platform': (string);
  'lastSeenMs': (string);
}
