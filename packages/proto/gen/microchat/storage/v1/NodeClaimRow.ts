// Original file: proto/microchat/storage/v1/node_claim.proto

import type { Long } from '@grpc/proto-loader';

export interface NodeClaimRow {
  'owner'?: (string);
  'address'?: (string);
  'throughMs'?: (number | string | Long);
}

export interface NodeClaimRow__Output {
  'owner': (string);
  'address': (string);
  'throughMs': (string);
}
