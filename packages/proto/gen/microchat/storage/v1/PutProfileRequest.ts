// Original file: proto/microchat/storage/v1/user_store.proto


export interface PutProfileRequest {
  'userId'?: (string);
  'displayName'?: (string);
  'avatarUrl'?: (string);
}

export interface PutProfileRequest__Output {
  'userId': (string);
  'displayName': (string);
  'avatarUrl': (string);
}
