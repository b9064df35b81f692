// Original file: proto/microchat/logic/v1/presence.proto


export interface RenewLeaseRequest {
  'incarnation'?: (string);
  'ttlMs'?: (number);
}

export interface RenewLeaseRequest__Output {
  'incarnation': (string);
  'ttlMs': (number);
}
