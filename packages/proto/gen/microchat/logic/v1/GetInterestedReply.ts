// Original file: proto/microchat/logic/v1/presence.proto

import type { InterestedWorkers as _microchat_logic_v1_InterestedWorkers, InterestedWorkers__Output as _microchat_logic_v1_InterestedWorkers__Output } from '../../../microchat/logic/v1/InterestedWorkers.ts';

export interface GetInterestedReply {
  'topics'?: (_microchat_logic_v1_InterestedWorkers)[];
}

export interface GetInterestedReply__Output {
  'topics': (_microchat_logic_v1_InterestedWorkers__Output)[];
}
