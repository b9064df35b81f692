// Original file: proto/microchat/logic/v1/membership.proto


export interface GroupMember {
  'userId'?: (string);
  'owner'?: (boolean);
}

export interface GroupMember__Output {
  'userId': (string);
  'owner': (boolean);
}
