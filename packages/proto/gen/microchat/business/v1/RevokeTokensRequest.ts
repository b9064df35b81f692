// Original file: proto/microchat/business/v1/im_business.proto


export interface RevokeTokensRequest {
  'userId'?: (string);
}

export interface RevokeTokensRequest__Output {
  'userId': (string);
}
