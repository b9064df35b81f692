// Original file: proto/microchat/storage/v1/group_store.proto

import type { Long } from '@grpc/proto-loader';

export interface CreateGroupRequest {
  'groupId'?: (string);
  'name'?: (string);
  'ownerId'?: (string);
  'createdMs'?: (number | string | Long);
  'changeId'?: (string);
  'memberIds'?: (string)[];
}

export interface CreateGroupRequest__Output {
  'groupId': (string);
  'name': (string);
  'ownerId': (string);
  'createdMs': (string);
  'changeId': (string);
  'memberIds': (string)[];
}
