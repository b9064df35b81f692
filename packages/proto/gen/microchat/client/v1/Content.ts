// Original file: proto/microchat/client/v1/client.proto

import type { Text as _microchat_client_v1_Text, Text__Output as _microchat_client_v1_Text__Output } from '../../../microchat/client/v1/Text.ts';
import type { Custom as _microchat_client_v1_Custom, Custom__Output as _microchat_client_v1_Custom__Output } from '../../../microchat/client/v1/Custom.ts';
import type { MembershipChange as _microchat_client_v1_MembershipChange, MembershipChange__Output as _microchat_client_v1_MembershipChange__Output } from '../../../microchat/client/v1/MembershipChange.ts';

export interface Content {
  'text'?: (_microchat_client_v1_Text | null);
  'custom'?: (_microchat_client_v1_Custom | null);
  'membership'?: (_microchat_client_v1_MembershipChange | null);
  'kind'?: "text"|"custom"|"membership";
}

export interface Content__Output {
  'text'?: (_microchat_client_v1_Text__Output | null);
  'custom'?: (_microchat_client_v1_Custom__Output | null);
  'membership'?: (_microchat_client_v1_MembershipChange__Output | null);
  'kind'?: "text"|"custom"|"membership";
}
