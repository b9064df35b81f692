// Original file: proto/microchat/logic/v1/sync.proto


export interface UpdateConversationRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
}

export interface UpdateConversationRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
}
