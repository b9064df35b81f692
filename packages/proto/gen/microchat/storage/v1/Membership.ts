// Original file: proto/microchat/storage/v1/group_store.proto

import type { VisibleSpan as _microchat_storage_v1_VisibleSpan, VisibleSpan__Output as _microchat_storage_v1_VisibleSpan__Output } from '../../../microchat/storage/v1/VisibleSpan.ts';

// Original file: proto/microchat/storage/v1/group_store.proto

export const _microchat_storage_v1_Membership_State = {
  UNKNOWN: 'UNKNOWN',
  JOINING: 'JOINING',
  MEMBER: 'MEMBER',
  LEAVING: 'LEAVING',
  LEFT: 'LEFT',
} as const;

export type _microchat_storage_v1_Membership_State =
  | 'UNKNOWN'
  | 0
  | 'JOINING'
  | 1
  | 'MEMBER'
  | 2
  | 'LEAVING'
  | 3
  | 'LEFT'
  | 4

export type _microchat_storage_v1_Membership_State__Output = typeof _microchat_storage_v1_Membership_State[keyof typeof _microchat_storage_v1_Membership_State]

export interface Membership {
  'userId'?: (string);
  'state'?: (_microchat_storage_v1_Membership_State);
  'owner'?: (boolean);
  'spans'?: (_microchat_storage_v1_VisibleSpan)[];
  'pendingChangeId'?: (string);
  'pendingActorId'?: (string);
}

export interface Membership__Output {
  'userId': (string);
  'state': (_microchat_storage_v1_Membership_State__Output);
  'owner': (boolean);
  'spans': (_microchat_storage_v1_VisibleSpan__Output)[];
  'pendingChangeId': (string);
  'pendingActorId': (string);
}
