// Original file: proto/microchat/storage/v1/user_store.proto


export interface RevokeTokensReply {
  'revocationVersion'?: (number);
}

export interface RevokeTokensReply__Output {
  'revocationVersion': (number);
}
