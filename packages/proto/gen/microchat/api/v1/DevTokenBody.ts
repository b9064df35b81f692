// Original file: proto/microchat/api/v1/api.proto


export interface DevTokenBody {
  'userId'?: (string);
}

export interface DevTokenBody__Output {
  'userId': (string);
}
