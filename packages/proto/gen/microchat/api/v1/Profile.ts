// Original file: proto/microchat/api/v1/api.proto


export interface Profile {
  'userId'?: (string);
  'displayName'?: (string);
  'avatarUrl'?: (string);
  'version'?: (number);
}

export interface Profile__Output {
  'userId': (string);
  'displayName': (string);
  'avatarUrl': (string);
  'version': (number);
}
