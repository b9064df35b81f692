// Original file: proto/microchat/api/v1/api.proto

import type { Member as _microchat_api_v1_Member, Member__Output as _microchat_api_v1_Member__Output } from '../../../microchat/api/v1/Member.ts';

export interface Members {
  'members'?: (_microchat_api_v1_Member)[];
  'hasMore'?: (boolean);
}

export interface Members__Output {
  'members': (_microchat_api_v1_Member__Output)[];
  'hasMore': (boolean);
}
