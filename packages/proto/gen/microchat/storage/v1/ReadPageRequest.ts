// Original file: proto/microchat/storage/v1/message_store.proto


export interface ReadPageRequest {
  'conversationId'?: (string);
  'afterIndex'?: (number);
  'beforeIndex'?: (number);
  'limit'?: (number);
}

export interface ReadPageRequest__Output {
  'conversationId': (string);
  'afterIndex': (number);
  'beforeIndex': (number);
  'limit': (number);
}
