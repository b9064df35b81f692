// Original file: proto/microchat/business/v1/im_business.proto


export interface KickDeviceReply {
}

export interface KickDeviceReply__Output {
}
