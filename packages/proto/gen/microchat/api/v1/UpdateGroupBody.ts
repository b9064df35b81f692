// Original file: proto/microchat/api/v1/api.proto


export interface UpdateGroupBody {
  'name'?: (string);
}

export interface UpdateGroupBody__Output {
  'name': (string);
}
