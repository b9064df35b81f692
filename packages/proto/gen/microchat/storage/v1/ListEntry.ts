// Original file: proto/microchat/storage/v1/session_store.proto

import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from '../../../microchat/storage/v1/LogHead.ts';

export interface ListEntry {
  'conversationId'?: (string);
  'peerId'?: (string);
  'groupId'?: (string);
  'head'?: (_microchat_storage_v1_LogHead | null);
  'readIndex'?: (number);
  'readCount'?: (number);
  'ownIndex'?: (number);
  'ownCount'?: (number);
  'peerReadIndex'?: (number);
  'joinIndex'?: (number);
  'joinCount'?: (number);
  'leftIndex'?: (number);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  'changeVersion'?: (number);
  'attributesVersion'?: (number);
}

export interface ListEntry__Output {
  'conversationId': (string);
  'peerId': (string);
  'groupId': (string);
  'head': (_microchat_storage_v1_LogHead__Output | null);
  'readIndex': (number);
  'readCount': (number);
  'ownIndex': (number);
  'ownCount': (number);
  'peerReadIndex': (number);
  'joinIndex': (number);
  'joinCount': (number);
  'leftIndex': (number);
  'muted': (boolean);
  'pinned': (boolean);
  'changeVersion': (number);
  'attributesVersion': (number);
}
