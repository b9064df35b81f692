// Original file: proto/microchat/storage/v1/session_store.proto

import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from '../../../microchat/storage/v1/LogHead.ts';
import type { DeletedRange as _microchat_storage_v1_DeletedRange, DeletedRange__Output as _microchat_storage_v1_DeletedRange__Output } from '../../../microchat/storage/v1/DeletedRange.ts';

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
  'hiddenThrough'?: (number);
  'markedUnread'?: (boolean);
  'draft'?: (string);
  'clearedThrough'?: (number);
  'clearedCount'?: (number);
  'deleted'?: (_microchat_storage_v1_DeletedRange)[];
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
  'hiddenThrough': (number);
  'markedUnread': (boolean);
  'draft': (string);
  'clearedThrough': (number);
  'clearedCount': (number);
  'deleted': (_microchat_storage_v1_DeletedRange__Output)[];
}
