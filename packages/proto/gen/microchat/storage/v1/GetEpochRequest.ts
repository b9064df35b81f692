// Original file: proto/microchat/storage/v1/session_store.proto


export interface GetEpochRequest {
}

export interface GetEpochRequest__Output {
}
