// Original file: proto/microchat/storage/v1/session_store.proto


export interface RecordPeerReadRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'peerReadIndex'?: (number);
}

export interface RecordPeerReadRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'peerReadIndex': (number);
}
