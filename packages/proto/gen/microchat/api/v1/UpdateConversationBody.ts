// Original file: proto/microchat/api/v1/api.proto


export interface UpdateConversationBody {
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

export interface UpdateConversationBody__Output {
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
