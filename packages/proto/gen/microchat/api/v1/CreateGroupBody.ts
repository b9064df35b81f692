// Original file: proto/microchat/api/v1/api.proto


export interface CreateGroupBody {
  'name'?: (string);
  'memberIds'?: (string)[];
}

export interface CreateGroupBody__Output {
  'name': (string);
  'memberIds': (string)[];
}
