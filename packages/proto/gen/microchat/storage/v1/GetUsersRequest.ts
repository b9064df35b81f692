// Original file: proto/microchat/storage/v1/user_store.proto


export interface GetUsersRequest {
  'userIds'?: (string)[];
}

export interface GetUsersRequest__Output {
  'userIds': (string)[];
}
