// Original file: proto/microchat/storage/v1/group_store.proto


export interface UpdateGroupRequest {
  'groupId'?: (string);
  'name'?: (string);
}

export interface UpdateGroupRequest__Output {
  'groupId': (string);
  'name': (string);
}
