// Original file: proto/microchat/logic/v1/membership.proto


export interface ListMembersRequest {
  'actorId'?: (string);
  'groupId'?: (string);
  'afterUserId'?: (string);
  'limit'?: (number);
}

export interface ListMembersRequest__Output {
  'actorId': (string);
  'groupId': (string);
  'afterUserId': (string);
  'limit': (number);
}
