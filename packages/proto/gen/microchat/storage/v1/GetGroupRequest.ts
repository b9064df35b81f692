// Original file: proto/microchat/storage/v1/group_store.proto


export interface GetGroupRequest {
  'groupId'?: (string);
}

export interface GetGroupRequest__Output {
  'groupId': (string);
}
