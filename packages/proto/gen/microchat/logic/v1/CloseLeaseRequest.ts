// Original file: proto/microchat/logic/v1/presence.proto


export interface CloseLeaseRequest {
  'incarnation'?: (string);
}

export interface CloseLeaseRequest__Output {
  'incarnation': (string);
}
