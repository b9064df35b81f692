// Original file: proto/microchat/business/v1/im_business.proto

import type { UserPresence as _microchat_business_v1_UserPresence, UserPresence__Output as _microchat_business_v1_UserPresence__Output } from '../../../microchat/business/v1/UserPresence.ts';

export interface GetPresenceReply {
  'users'?: (_microchat_business_v1_UserPresence)[];
}

export interface GetPresenceReply__Output {
  'users': (_microchat_business_v1_UserPresence__Output)[];
}
