// Original file: proto/microchat/storage/v1/group_store.proto

import type { Long } from '@grpc/proto-loader';

export interface Group {
  'groupId'?: (string);
  'name'?: (string);
  'ownerId'?: (string);
  'memberCount'?: (number);
  'membershipVersion'?: (number);
  'createdMs'?: (number | string | Long);
}

export interface Group__Output {
  'groupId': (string);
  'name': (string);
  'ownerId': (string);
  'memberCount': (number);
  'membershipVersion': (number);
  'createdMs': (string);
}
