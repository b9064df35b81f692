// Original file: proto/microchat/client/v1/client.proto


export interface Read {
  'conversationId'?: (string);
  'index'?: (number);
}

export interface Read__Output {
  'conversationId': (string);
  'index': (number);
}
