// Original file: proto/microchat/storage/v1/session_store.proto


export interface RecordReaderRequest {
  'conversationId'?: (string);
  'userId'?: (string);
  'readIndex'?: (number);
}

export interface RecordReaderRequest__Output {
  'conversationId': (string);
  'userId': (string);
  'readIndex': (number);
}
