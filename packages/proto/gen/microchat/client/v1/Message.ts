// Original file: proto/microchat/client/v1/client.proto

import type { Content as _microchat_client_v1_Content, Content__Output as _microchat_client_v1_Content__Output } from '../../../microchat/client/v1/Content.ts';
import type { Long } from '@grpc/proto-loader';

export interface Message {
  'messageId'?: (number | string | Long);
  'conversationId'?: (string);
  'index'?: (number);
  'previousMessageId'?: (number | string | Long);
  'senderId'?: (string);
  'clientMessageId'?: (string);
  'content'?: (_microchat_client_v1_Content | null);
}

export interface Message__Output {
  'messageId': (string);
  'conversationId': (string);
  'index': (number);
  'previousMessageId': (string);
  'senderId': (string);
  'clientMessageId': (string);
  'content': (_microchat_client_v1_Content__Output | null);
}
