// Original file: proto/microchat/logic/v1/membership.proto


export interface CreateGroupReply {
  'groupId'?: (string);
  'conversationId'?: (string);
}

export interface CreateGroupReply__Output {
  'groupId': (string);
  'conversationId': (string);
}
