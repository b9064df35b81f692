// Original file: proto/microchat/storage/v1/session_store.proto


export interface SetAttributesRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
}

export interface SetAttributesRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  '_muted'?: "muted";
  '_pinned'?: "pinned";
}
