// Original file: proto/microchat/client/v1/client.proto


export interface UpdateConversation {
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

export interface UpdateConversation__Output {
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
