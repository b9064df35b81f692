// Original file: proto/microchat/client/v1/client.proto


export interface ClearHistory {
  'conversationId'?: (string);
  'throughIndex'?: (number);
}

export interface ClearHistory__Output {
  'conversationId': (string);
  'throughIndex': (number);
}
