// Original file: proto/microchat/logic/v1/sync.proto


export interface ClearHistoryRequest {
  'userId'?: (string);
  'conversationId'?: (string);
  'throughIndex'?: (number);
}

export interface ClearHistoryRequest__Output {
  'userId': (string);
  'conversationId': (string);
  'throughIndex': (number);
}
