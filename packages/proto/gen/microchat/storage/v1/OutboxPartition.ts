// Original file: proto/microchat/storage/v1/outbox.proto


export interface OutboxPartition {
  'table'?: (string);
  'partition'?: (string);
}

export interface OutboxPartition__Output {
  'table': (string);
  'partition': (string);
}
