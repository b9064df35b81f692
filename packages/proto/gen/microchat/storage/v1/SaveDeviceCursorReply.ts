// Original file: proto/microchat/storage/v1/session_store.proto


export interface SaveDeviceCursorReply {
}

export interface SaveDeviceCursorReply__Output {
}
