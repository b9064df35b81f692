// Original file: proto/microchat/storage/v1/user_store.proto


export interface TokensRevoked {
  'revocationVersion'?: (number);
}

export interface TokensRevoked__Output {
  'revocationVersion': (number);
}
