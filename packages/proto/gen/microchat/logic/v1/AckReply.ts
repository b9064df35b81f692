// Original file: proto/microchat/logic/v1/sync.proto


export interface AckReply {
}

export interface AckReply__Output {
}
