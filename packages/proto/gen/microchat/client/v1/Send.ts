// Original file: proto/microchat/client/v1/client.proto

import type { Recipient as _microchat_client_v1_Recipient, Recipient__Output as _microchat_client_v1_Recipient__Output } from '../../../microchat/client/v1/Recipient.ts';
import type { Content as _microchat_client_v1_Content, Content__Output as _microchat_client_v1_Content__Output } from '../../../microchat/client/v1/Content.ts';

export interface Send {
  'to'?: (_microchat_client_v1_Recipient | null);
  'clientMessageId'?: (string);
  'content'?: (_microchat_client_v1_Content | null);
}

export interface Send__Output {
  'to': (_microchat_client_v1_Recipient__Output | null);
  'clientMessageId': (string);
  'content': (_microchat_client_v1_Content__Output | null);
}
