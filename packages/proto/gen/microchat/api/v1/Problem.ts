// Original file: proto/microchat/api/v1/api.proto

import type { _microchat_client_v1_Error_Code, _microchat_client_v1_Error_Code__Output } from '../../../microchat/client/v1/Error.ts';

export interface Problem {
  'type'?: (string);
  'title'?: (string);
  'status'?: (number);
  'detail'?: (string);
  'code'?: (_microchat_client_v1_Error_Code);
  'reason'?: (string);
  'field'?: (string);
  'retryAfterMs'?: (number);
}

export interface Problem__Output {
  'type': (string);
  'title': (string);
  'status': (number);
  'detail': (string);
  'code': (_microchat_client_v1_Error_Code__Output);
  'reason': (string);
  'field': (string);
  'retryAfterMs': (number);
}
