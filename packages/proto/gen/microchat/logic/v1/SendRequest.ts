// Original file: proto/microchat/logic/v1/messaging.proto

import type { Recipient as _microchat_client_v1_Recipient, Recipient__Output as _microchat_client_v1_Recipient__Output } from '../../../microchat/client/v1/Recipient.ts';

export interface SendRequest {
  'userId'?: (string);
  'deviceId'?: (string);
  'to'?: (_microchat_client_v1_Recipient | null);
  'clientMessageId'?: (string);
  'content'?: (Buffer | Uint8Array | string);
}

export interface SendRequest__Output {
  'userId': (string);
  'deviceId': (string);
  'to': (_microchat_client_v1_Recipient__Output | null);
  'clientMessageId': (string);
  'content': (Buffer);
}
