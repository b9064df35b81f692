// Original file: proto/microchat/client/v1/client.proto

import type { Long } from '@grpc/proto-loader';

export interface Head {
  'index'?: (number);
  'messageId'?: (number | string | Long);
  'previousMessageId'?: (number | string | Long);
}

export interface Head__Output {
  'index': (number);
  'messageId': (string);
  'previousMessageId': (string);
}
