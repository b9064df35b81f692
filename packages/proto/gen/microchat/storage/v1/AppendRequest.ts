// Original file: proto/microchat/storage/v1/message_store.proto


export interface AppendRequest {
  'conversationId'?: (string);
  'senderId'?: (string);
  'clientMessageId'?: (string);
  'content'?: (Buffer | Uint8Array | string);
  'countable'?: (boolean);
  'authorisedVersion'?: (number);
  'setsMembershipVersion'?: (number);
}

export interface AppendRequest__Output {
  'conversationId': (string);
  'senderId': (string);
  'clientMessageId': (string);
  'content': (Buffer);
  'countable': (boolean);
  'authorisedVersion': (number);
  'setsMembershipVersion': (number);
}
