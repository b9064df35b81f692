// Original file: proto/microchat/client/v1/client.proto


export interface Recipient {
  'userId'?: (string);
  'groupId'?: (string);
  'conversationId'?: (string);
  'to'?: "userId"|"groupId"|"conversationId";
}

export interface Recipient__Output {
  'userId'?: (string);
  'groupId'?: (string);
  'conversationId'?: (string);
  'to'?: "userId"|"groupId"|"conversationId";
}
