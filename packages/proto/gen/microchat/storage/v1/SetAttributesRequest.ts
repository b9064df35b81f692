// Original file: proto/microchat/storage/v1/session_store.proto


export interface SetAttributesRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  'hiddenThrough'?: (number);
  'markedUnread'?: (boolean);
  'draft'?: (string);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
  '_hiddenThrough'?: "hiddenThrough";
  '_markedUnread'?: "markedUnread";
  '_draft'?: "draft";
}

export interface SetAttributesRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  'hiddenThrough'?: (number);
  'markedUnread'?: (boolean);
  'draft'?: (string);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
  '_hiddenThrough'?: "hiddenThrough";
  '_markedUnread'?: "markedUnread";
  '_draft'?: "draft";
}
