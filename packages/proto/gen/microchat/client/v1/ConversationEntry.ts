// Original file: proto/microchat/client/v1/client.proto

import type { Head as _microchat_client_v1_Head, Head__Output as _microchat_client_v1_Head__Output } from '../../../microchat/client/v1/Head.ts';
import type { IndexRange as _microchat_client_v1_IndexRange, IndexRange__Output as _microchat_client_v1_IndexRange__Output } from '../../../microchat/client/v1/IndexRange.ts';

// Original file: proto/microchat/client/v1/client.proto

export const _microchat_client_v1_ConversationEntry_Type = {
  UNKNOWN: 'UNKNOWN',
  SINGLE: 'SINGLE',
  GROUP: 'GROUP',
} as const;

export type _microchat_client_v1_ConversationEntry_Type =
  | 'UNKNOWN'
  | 0
  | 'SINGLE'
  | 1
  | 'GROUP'
  | 2

export type _microchat_client_v1_ConversationEntry_Type__Output = typeof _microchat_client_v1_ConversationEntry_Type[keyof typeof _microchat_client_v1_ConversationEntry_Type]

export interface ConversationEntry {
  'conversationId'?: (string);
  'type'?: (_microchat_client_v1_ConversationEntry_Type);
  'peerId'?: (string);
  'groupId'?: (string);
  'head'?: (_microchat_client_v1_Head | null);
  'readIndex'?: (number);
  'peerReadIndex'?: (number);
  'unread'?: (number);
  'muted'?: (boolean);
  'pinned'?: (boolean);
  'left'?: (boolean);
  'hidden'?: (boolean);
  'hiddenThrough'?: (number);
  'markedUnread'?: (boolean);
  'draft'?: (string);
  'clearedThrough'?: (number);
  'deleted'?: (_microchat_client_v1_IndexRange)[];
  'attributesVersion'?: (number);
  'counterpart'?: "peerId"|"groupId";
}

export interface ConversationEntry__Output {
  'conversationId': (string);
  'type': (_microchat_client_v1_ConversationEntry_Type__Output);
  'peerId'?: (string);
  'groupId'?: (string);
  'head': (_microchat_client_v1_Head__Output | null);
  'readIndex': (number);
  'peerReadIndex': (number);
  'unread': (number);
  'muted': (boolean);
  'pinned': (boolean);
  'left': (boolean);
  'hidden': (boolean);
  'hiddenThrough': (number);
  'markedUnread': (boolean);
  'draft': (string);
  'clearedThrough': (number);
  'deleted': (_microchat_client_v1_IndexRange__Output)[];
  'attributesVersion': (number);
  'counterpart'?: "peerId"|"groupId";
}
