// Original file: proto/microchat/logic/v1/membership.proto


export interface UpdateGroupRequest {
  'actorId'?: (string);
  'groupId'?: (string);
  'name'?: (string);
}

export interface UpdateGroupRequest__Output {
  'actorId': (string);
  'groupId': (string);
  'name': (string);
}
