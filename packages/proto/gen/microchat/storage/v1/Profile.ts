// Original file: proto/microchat/storage/v1/user_store.proto


export interface Profile {
  'displayName'?: (string);
  'avatarUrl'?: (string);
  'version'?: (number);
}

export interface Profile__Output {
  'displayName': (string);
  'avatarUrl': (string);
  'version': (number);
}
