// Original file: proto/microchat/storage/v1/session_store.proto


export interface RecordHeadReply {
  'listVersion'?: (number);
}

export interface RecordHeadReply__Output {
  'listVersion': (number);
}
