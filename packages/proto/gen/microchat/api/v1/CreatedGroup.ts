// Original file: proto/microchat/api/v1/api.proto


export interface CreatedGroup {
  'groupId'?: (string);
  'conversationId'?: (string);
}

export interface CreatedGroup__Output {
  'groupId': (string);
  'conversationId': (string);
}
