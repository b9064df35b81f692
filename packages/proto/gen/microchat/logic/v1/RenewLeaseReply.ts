// Original file: proto/microchat/logic/v1/presence.proto


export interface RenewLeaseReply {
  'alive'?: (boolean);
}

export interface RenewLeaseReply__Output {
  'alive': (boolean);
}
