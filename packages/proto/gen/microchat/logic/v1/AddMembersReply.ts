// Original file: proto/microchat/logic/v1/membership.proto


export interface AddMembersReply {
}

export interface AddMembersReply__Output {
}
