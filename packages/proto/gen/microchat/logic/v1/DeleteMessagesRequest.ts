// Original file: proto/microchat/logic/v1/sync.proto


export interface DeleteMessagesRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'indexes'?: (number)[];
}

export interface DeleteMessagesRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'indexes': (number)[];
}
