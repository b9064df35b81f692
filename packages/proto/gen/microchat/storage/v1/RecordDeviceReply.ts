// Original file: proto/microchat/storage/v1/user_store.proto


export interface RecordDeviceReply {
  'loginNumber'?: (number);
}

export interface RecordDeviceReply__Output {
  'loginNumber': (number);
}
