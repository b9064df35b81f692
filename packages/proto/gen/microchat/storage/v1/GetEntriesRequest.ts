// Original file: proto/microchat/storage/v1/session_store.proto


export interface GetEntriesRequest {
  'userId'?: (string);
  'conversationIds'?: (string)[];
}

export interface GetEntriesRequest__Output {
  'userId': (string);
  'conversationIds': (string)[];
}
