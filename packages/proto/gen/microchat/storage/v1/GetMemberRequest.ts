// Original file: proto/microchat/storage/v1/group_store.proto


export interface GetMemberRequest {
  'groupId'?: (string);
  'userId'?: (string);
}

export interface GetMemberRequest__Output {
  'groupId': (string);
  'userId': (string);
}
