// Original file: proto/microchat/logic/v1/sync.proto

import type { Pull as _microchat_client_v1_Pull, Pull__Output as _microchat_client_v1_Pull__Output } from '../../../microchat/client/v1/Pull.ts';

export interface PullRequest {
  'userId'?: (string);
  'pull'?: (_microchat_client_v1_Pull | null);
}

export interface PullRequest__Output {
  'userId': (string);
  'pull': (_microchat_client_v1_Pull__Output | null);
}
