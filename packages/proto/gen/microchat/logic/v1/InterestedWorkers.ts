// Original file: proto/microchat/logic/v1/presence.proto

import type { WorkerRoute as _microchat_logic_v1_WorkerRoute, WorkerRoute__Output as _microchat_logic_v1_WorkerRoute__Output } from '../../../microchat/logic/v1/WorkerRoute.ts';

export interface InterestedWorkers {
  'workers'?: (_microchat_logic_v1_WorkerRoute)[];
}

export interface InterestedWorkers__Output {
  'workers': (_microchat_logic_v1_WorkerRoute__Output)[];
}
