// Original file: proto/microchat/client/v1/client.proto


export interface Position {
  'conversationId'?: (string);
  'index'?: (number);
}

export interface Position__Output {
  'conversationId': (string);
  'index': (number);
}
