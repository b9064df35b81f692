// Original file: proto/microchat/storage/v1/session_store.proto


export interface RecordPeerReadReply {
}

export interface RecordPeerReadReply__Output {
}
