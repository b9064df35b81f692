// Original file: proto/microchat/api/v1/api.proto


export interface UpdateConversationBody {
  'muted'?: (boolean);
  'pinned'?: (boolean);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
}

export interface UpdateConversationBody__Output {
  'muted'?: (boolean);
  'pinned'?: (boolean);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
}
