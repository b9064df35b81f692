// Original file: proto/microchat/storage/v1/user_store.proto


export interface RecordDeviceReply {
}

export interface RecordDeviceReply__Output {
}
