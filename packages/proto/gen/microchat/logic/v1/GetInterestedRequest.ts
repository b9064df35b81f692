// Original file: proto/microchat/logic/v1/presence.proto


export interface GetInterestedRequest {
  'topics'?: (string)[];
}

export interface GetInterestedRequest__Output {
  'topics': (string)[];
}
