// Original file: proto/microchat/api/v1/api.proto


export interface Member {
  'userId'?: (string);
  'owner'?: (boolean);
}

export interface Member__Output {
  'userId': (string);
  'owner': (boolean);
}
