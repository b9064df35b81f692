// Original file: proto/microchat/logic/v1/presence.proto


export interface RegisterReply {
}

export interface RegisterReply__Output {
}
