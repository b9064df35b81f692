// Original file: proto/microchat/business/v1/im_business.proto


export interface RevokeTokensReply {
}

export interface RevokeTokensReply__Output {
}
