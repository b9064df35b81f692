// Original file: proto/microchat/logic/v1/presence.proto


export interface UnregisterRequest {
  'incarnation'?: (string);
  'topics'?: (string)[];
}

export interface UnregisterRequest__Output {
  'incarnation': (string);
  'topics': (string)[];
}
