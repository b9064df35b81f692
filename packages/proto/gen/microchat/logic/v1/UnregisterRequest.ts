// Original file: proto/microchat/logic/v1/presence.proto

import type { Long } from '@grpc/proto-loader';

export interface UnregisterRequest {
  'incarnation'?: (string);
  'topics'?: (string)[];
  'order'?: (number | string | Long);
}

export interface UnregisterRequest__Output {
  'incarnation': (string);
  'topics': (string)[];
  'order': (string);
}
