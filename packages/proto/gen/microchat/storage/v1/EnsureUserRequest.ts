// Original file: proto/microchat/storage/v1/user_store.proto


export interface EnsureUserRequest {
  'userId'?: (string);
}

export interface EnsureUserRequest__Output {
  'userId': (string);
}
