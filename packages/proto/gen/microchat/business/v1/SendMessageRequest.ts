// Original file: proto/microchat/business/v1/im_business.proto

import type { Recipient as _microchat_client_v1_Recipient, Recipient__Output as _microchat_client_v1_Recipient__Output } from '../../../microchat/client/v1/Recipient.ts';
import type { Content as _microchat_client_v1_Content, Content__Output as _microchat_client_v1_Content__Output } from '../../../microchat/client/v1/Content.ts';

export interface SendMessageRequest {
  'senderId'?: (string);
  'to'?: (_microchat_client_v1_Recipient | null);
  'clientMessageId'?: (string);
  'content'?: (_microchat_client_v1_Content | null);
}

export interface SendMessageRequest__Output {
  'senderId': (string);
  'to': (_microchat_client_v1_Recipient__Output | null);
  'clientMessageId': (string);
  'content': (_microchat_client_v1_Content__Output | null);
}
