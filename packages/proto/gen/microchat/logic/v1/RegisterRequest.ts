// Original file: proto/microchat/logic/v1/presence.proto

import type { Long } from '@grpc/proto-loader';

export interface RegisterRequest {
  'incarnation'?: (string);
  'topics'?: (string)[];
  'order'?: (number | string | Long);
}

export interface RegisterRequest__Output {
  'incarnation': (string);
  'topics': (string)[];
  'order': (string);
}
