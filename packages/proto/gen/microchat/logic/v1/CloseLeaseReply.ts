// Original file: proto/microchat/logic/v1/presence.proto


export interface CloseLeaseReply {
}

export interface CloseLeaseReply__Output {
}
