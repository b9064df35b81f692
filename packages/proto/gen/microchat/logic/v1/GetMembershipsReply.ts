// Original file: proto/microchat/logic/v1/sync.proto


export interface GetMembershipsReply {
  'groupIds'?: (string)[];
}

export interface GetMembershipsReply__Output {
  'groupIds': (string)[];
}
