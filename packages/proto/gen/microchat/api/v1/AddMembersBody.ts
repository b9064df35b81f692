// Original file: proto/microchat/api/v1/api.proto


export interface AddMembersBody {
  'userIds'?: (string)[];
}

export interface AddMembersBody__Output {
  'userIds': (string)[];
}
