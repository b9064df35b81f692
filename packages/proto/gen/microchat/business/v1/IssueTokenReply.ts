// Original file: proto/microchat/business/v1/im_business.proto

import type { Long } from '@grpc/proto-loader';

export interface IssueTokenReply {
  'token'?: (string);
  'expiresAtMs'?: (number | string | Long);
}

export interface IssueTokenReply__Output {
  'token': (string);
  'expiresAtMs': (string);
}
