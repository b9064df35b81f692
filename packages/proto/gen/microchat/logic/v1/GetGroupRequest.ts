// Original file: proto/microchat/logic/v1/membership.proto


export interface GetGroupRequest {
  'actorId'?: (string);
  'groupId'?: (string);
}

export interface GetGroupRequest__Output {
  'actorId': (string);
  'groupId': (string);
}
