// Original file: proto/microchat/storage/v1/outbox.proto

import type { Long } from '@grpc/proto-loader';

export interface OutboxEvent {
  'topic'?: (string);
  'key'?: (string);
  'sequence'?: (number | string | Long);
  'value'?: (Buffer | Uint8Array | string);
}

export interface OutboxEvent__Output {
  'topic': (string);
  'key': (string);
  'sequence': (string);
  'value': (Buffer);
}
