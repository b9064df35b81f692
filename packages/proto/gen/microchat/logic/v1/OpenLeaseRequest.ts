// Original file: proto/microchat/logic/v1/presence.proto


export interface OpenLeaseRequest {
  'incarnation'?: (string);
  'address'?: (string);
  'ttlMs'?: (number);
}

export interface OpenLeaseRequest__Output {
  'incarnation': (string);
  'address': (string);
  'ttlMs': (number);
}
