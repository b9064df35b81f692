// Original file: proto/microchat/storage/v1/session_store.proto


export interface ListMembershipsRequest {
  'userId'?: (string);
}

export interface ListMembershipsRequest__Output {
  'userId': (string);
}
