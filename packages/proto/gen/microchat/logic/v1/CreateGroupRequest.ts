// Original file: proto/microchat/logic/v1/membership.proto


export interface CreateGroupRequest {
  'actorId'?: (string);
  'name'?: (string);
  'memberIds'?: (string)[];
}

export interface CreateGroupRequest__Output {
  'actorId': (string);
  'name': (string);
  'memberIds': (string)[];
}
