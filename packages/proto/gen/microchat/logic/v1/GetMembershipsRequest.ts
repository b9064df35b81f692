// Original file: proto/microchat/logic/v1/sync.proto


export interface GetMembershipsRequest {
  'userId'?: (string);
}

export interface GetMembershipsRequest__Output {
  'userId': (string);
}
