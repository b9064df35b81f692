// Original file: proto/microchat/logic/v1/membership.proto


export interface RemoveMemberRequest {
  'actorId'?: (string);
  'groupId'?: (string);
  'userId'?: (string);
}

export interface RemoveMemberRequest__Output {
  'actorId': (string);
  'groupId': (string);
  'userId': (string);
}
