// Original file: proto/microchat/storage/v1/session_store.proto


export interface HideMessagesRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'clearedThrough'?: (number);
  'clearedCount'?: (number);
  'deletedIndexes'?: (number)[];
}

export interface HideMessagesRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'clearedThrough': (number);
  'clearedCount': (number);
  'deletedIndexes': (number)[];
}
