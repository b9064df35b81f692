// Original file: proto/microchat/storage/v1/user_store.proto


export interface RevokeTokensRequest {
  'userId'?: (string);
}

export interface RevokeTokensRequest__Output {
  'userId': (string);
}
