// Original file: proto/microchat/storage/v1/user_store.proto


export interface EnsureUserReply {
  'created'?: (boolean);
}

export interface EnsureUserReply__Output {
  'created': (boolean);
}
