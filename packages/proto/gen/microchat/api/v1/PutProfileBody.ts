// Original file: proto/microchat/api/v1/api.proto


export interface PutProfileBody {
  'displayName'?: (string);
  'avatarUrl'?: (string);
}

export interface PutProfileBody__Output {
  'displayName': (string);
  'avatarUrl': (string);
}
