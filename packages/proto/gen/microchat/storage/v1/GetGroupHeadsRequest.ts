// Original file: proto/microchat/storage/v1/session_store.proto


export interface GetGroupHeadsRequest {
  'groupIds'?: (string)[];
  'userId'?: (string);
}

export interface GetGroupHeadsRequest__Output {
  'groupIds': (string)[];
  'userId': (string);
}
