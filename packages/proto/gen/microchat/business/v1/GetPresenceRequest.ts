// Original file: proto/microchat/business/v1/im_business.proto


export interface GetPresenceRequest {
  'userIds'?: (string)[];
}

export interface GetPresenceRequest__Output {
  'userIds': (string)[];
}
