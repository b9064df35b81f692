// Original file: proto/microchat/client/v1/client.proto

import type { Long } from '@grpc/proto-loader';

export interface Sent {
  'conversationId'?: (string);
  'messageId'?: (number | string | Long);
  'index'?: (number);
  'previousMessageId'?: (number | string | Long);
  'duplicate'?: (boolean);
}

export interface Sent__Output {
  'conversationId': (string);
  'messageId': (string);
  'index': (number);
  'previousMessageId': (string);
  'duplicate': (boolean);
}
