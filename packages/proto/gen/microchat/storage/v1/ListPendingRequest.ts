// Original file: proto/microchat/storage/v1/group_store.proto


export interface ListPendingRequest {
  'groupId'?: (string);
}

export interface ListPendingRequest__Output {
  'groupId': (string);
}
