// Original file: proto/microchat/storage/v1/session_store.proto


export interface ListReadersRequest {
  'conversationId'?: (string);
  'index'?: (number);
  'afterUserId'?: (string);
  'limit'?: (number);
}

export interface ListReadersRequest__Output {
  'conversationId': (string);
  'index': (number);
  'afterUserId': (string);
  'limit': (number);
}
