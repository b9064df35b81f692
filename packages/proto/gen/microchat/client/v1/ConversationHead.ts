// Original file: proto/microchat/client/v1/client.proto


export interface ConversationHead {
  'conversationId'?: (string);
  'index'?: (number);
}

export interface ConversationHead__Output {
  'conversationId': (string);
  'index': (number);
}
