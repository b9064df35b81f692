// Original file: proto/microchat/logic/v1/membership.proto


export interface AddMembersRequest {
  'actorId'?: (string);
  'groupId'?: (string);
  'userIds'?: (string)[];
}

export interface AddMembersRequest__Output {
  'actorId': (string);
  'groupId': (string);
  'userIds': (string)[];
}
