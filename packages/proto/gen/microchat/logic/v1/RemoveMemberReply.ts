// Original file: proto/microchat/logic/v1/membership.proto


export interface RemoveMemberReply {
}

export interface RemoveMemberReply__Output {
}
