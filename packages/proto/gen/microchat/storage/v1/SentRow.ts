// Original file: proto/microchat/storage/v1/segment.proto

import type { Long } from '@grpc/proto-loader';

export interface SentRow {
  'index'?: (number);
  'messageId'?: (number | string | Long);
  'previousMessageId'?: (number | string | Long);
  'count'?: (number);
  'digest'?: (Buffer | Uint8Array | string);
}

export interface SentRow__Output {
  'index': (number);
  'messageId': (string);
  'previousMessageId': (string);
  'count': (number);
  'digest': (Buffer);
}
