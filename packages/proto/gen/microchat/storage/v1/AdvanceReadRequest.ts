// Original file: proto/microchat/storage/v1/session_store.proto


export interface AdvanceReadRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'readIndex'?: (number);
  'readCount'?: (number);
}

export interface AdvanceReadRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'readIndex': (number);
  'readCount': (number);
}
