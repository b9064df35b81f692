// Original file: proto/microchat/logic/v1/presence.proto


export interface UnregisterReply {
}

export interface UnregisterReply__Output {
}
