// Original file: proto/microchat/logic/v1/sync.proto


export interface UpdateConversationRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  'hidden'?: (boolean);
  'markedUnread'?: (boolean);
  'draft'?: (string);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
  '_hidden'?: "hidden";
  '_markedUnread'?: "markedUnread";
  '_draft'?: "draft";
}

export interface UpdateConversationRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  'hidden'?: (boolean);
  'markedUnread'?: (boolean);
  'draft'?: (string);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
  '_hidden'?: "hidden";
  '_markedUnread'?: "markedUnread";
  '_draft'?: "draft";
}
