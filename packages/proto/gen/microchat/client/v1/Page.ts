// Original file: proto/microchat/client/v1/client.proto

import type { Message as _microchat_client_v1_Message, Message__Output as _microchat_client_v1_Message__Output } from '../../../microchat/client/v1/Message.ts';
import type { IndexRange as _microchat_client_v1_IndexRange, IndexRange__Output as _microchat_client_v1_IndexRange__Output } from '../../../microchat/client/v1/IndexRange.ts';

export interface Page {
  'messages'?: (_microchat_client_v1_Message)[];
  'covers'?: (_microchat_client_v1_IndexRange | null);
  'hasMore'?: (boolean);
}

export interface Page__Output {
  'messages': (_microchat_client_v1_Message__Output)[];
  'covers': (_microchat_client_v1_IndexRange__Output | null);
  'hasMore': (boolean);
}
