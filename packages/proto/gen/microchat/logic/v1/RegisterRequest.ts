// Original file: proto/microchat/logic/v1/presence.proto


export interface RegisterRequest {
  'incarnation'?: (string);
  'topics'?: (string)[];
}

export interface RegisterRequest__Output {
  'incarnation': (string);
  'topics': (string)[];
}
