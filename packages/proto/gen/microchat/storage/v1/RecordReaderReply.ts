// Original file: proto/microchat/storage/v1/session_store.proto


export interface RecordReaderReply {
}

export interface RecordReaderReply__Output {
}
