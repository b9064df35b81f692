// Original file: proto/microchat/storage/v1/session_store.proto


export interface GetEpochReply {
  'epoch'?: (string);
}

export interface GetEpochReply__Output {
  'epoch': (string);
}
