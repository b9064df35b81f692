// Original file: proto/microchat/api/v1/api.proto


export interface Health {
  'status'?: (string);
}

export interface Health__Output {
  'status': (string);
}
