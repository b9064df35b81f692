// Original file: proto/microchat/api/v1/api.proto


export interface DevToken {
  'token'?: (string);
}

export interface DevToken__Output {
  'token': (string);
}
