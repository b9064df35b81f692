// Original file: proto/microchat/storage/v1/log.proto

import type { Long } from '@grpc/proto-loader';

export interface LogHead {
  'index'?: (number);
  'messageId'?: (number | string | Long);
  'previousMessageId'?: (number | string | Long);
  'count'?: (number);
  'membershipVersion'?: (number);
}

export interface LogHead__Output {
  'index': (number);
  'messageId': (string);
  'previousMessageId': (string);
  'count': (number);
  'membershipVersion': (number);
}
