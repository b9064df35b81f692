// Original file: proto/microchat/client/v1/client.proto


export interface ReadReceipt {
  'conversationId'?: (string);
  'userId'?: (string);
  'readIndex'?: (number);
}

export interface ReadReceipt__Output {
  'conversationId': (string);
  'userId': (string);
  'readIndex': (number);
}
