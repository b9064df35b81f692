// Original file: proto/microchat/storage/v1/session_store.proto


export interface AdvanceGroupReply {
}

export interface AdvanceGroupReply__Output {
}
