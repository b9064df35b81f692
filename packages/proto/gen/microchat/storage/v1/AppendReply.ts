// Original file: proto/microchat/storage/v1/message_store.proto

import type { Long } from '@grpc/proto-loader';

export interface AppendReply {
  'index'?: (number);
  'messageId'?: (number | string | Long);
  'previousMessageId'?: (number | string | Long);
  'count'?: (number);
  'duplicate'?: (boolean);
}

export interface AppendReply__Output {
  'index': (number);
  'messageId': (string);
  'previousMessageId': (string);
  'count': (number);
  'duplicate': (boolean);
}
