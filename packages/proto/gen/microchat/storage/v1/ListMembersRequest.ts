// Original file: proto/microchat/storage/v1/group_store.proto


export interface ListMembersRequest {
  'groupId'?: (string);
  'afterUserId'?: (string);
  'limit'?: (number);
}

export interface ListMembersRequest__Output {
  'groupId': (string);
  'afterUserId': (string);
  'limit': (number);
}
