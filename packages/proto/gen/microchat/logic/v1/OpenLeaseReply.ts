// Original file: proto/microchat/logic/v1/presence.proto


export interface OpenLeaseReply {
}

export interface OpenLeaseReply__Output {
}
