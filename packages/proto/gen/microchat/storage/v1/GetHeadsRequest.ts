// Original file: proto/microchat/storage/v1/message_store.proto


export interface GetHeadsRequest {
  'conversationIds'?: (string)[];
}

export interface GetHeadsRequest__Output {
  'conversationIds': (string)[];
}
