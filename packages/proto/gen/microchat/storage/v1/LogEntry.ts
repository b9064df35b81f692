// Original file: proto/microchat/storage/v1/log.proto

import type { Long } from '@grpc/proto-loader';

export interface LogEntry {
  'index'?: (number);
  'messageId'?: (number | string | Long);
  'previousMessageId'?: (number | string | Long);
  'count'?: (number);
  'senderId'?: (string);
  'clientMessageId'?: (string);
  'content'?: (Buffer | Uint8Array | string);
  'membershipVersion'?: (number);
}

export interface LogEntry__Output {
  'index': (number);
  'messageId': (string);
  'previousMessageId': (string);
  'count': (number);
  'senderId': (string);
  'clientMessageId': (string);
  'content': (Buffer);
  'membershipVersion': (number);
}
