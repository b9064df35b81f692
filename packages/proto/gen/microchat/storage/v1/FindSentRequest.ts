// Original file: proto/microchat/storage/v1/message_store.proto


export interface FindSentRequest {
  'conversationId'?: (string);
  'senderId'?: (string);
  'clientMessageId'?: (string);
  'content'?: (Buffer | Uint8Array | string);
}

export interface FindSentRequest__Output {
  'conversationId': (string);
  'senderId': (string);
  'clientMessageId': (string);
  'content': (Buffer);
}
