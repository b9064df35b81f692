// Original file: proto/microchat/api/v1/api.proto

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
