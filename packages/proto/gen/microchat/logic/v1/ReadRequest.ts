// Original file: proto/microchat/logic/v1/sync.proto


export interface ReadRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'index'?: (number);
}

export interface ReadRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'index': (number);
}
