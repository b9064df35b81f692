// Original file: proto/microchat/logic/v1/sync.proto


export interface GetReadersRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'index'?: (number);
  'afterUserId'?: (string);
  'limit'?: (number);
}

export interface GetReadersRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'index': (number);
  'afterUserId': (string);
  'limit': (number);
}
