// Original file: proto/microchat/client/v1/client.proto

import type { ConversationHead as _microchat_client_v1_ConversationHead, ConversationHead__Output as _microchat_client_v1_ConversationHead__Output } from '../../../microchat/client/v1/ConversationHead.ts';

export interface Pong {
  'heads'?: (_microchat_client_v1_ConversationHead)[];
  'cursor'?: (string);
  'hasMore'?: (boolean);
}

export interface Pong__Output {
  'heads': (_microchat_client_v1_ConversationHead__Output)[];
  'cursor': (string);
  'hasMore': (boolean);
}
