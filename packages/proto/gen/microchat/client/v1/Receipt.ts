// Original file: proto/microchat/client/v1/client.proto


export interface Receipt {
  'conversationId'?: (string);
  'readIndex'?: (number);
  'peerReadIndex'?: (number);
  'unread'?: (number);
}

export interface Receipt__Output {
  'conversationId': (string);
  'readIndex': (number);
  'peerReadIndex': (number);
  'unread': (number);
}
