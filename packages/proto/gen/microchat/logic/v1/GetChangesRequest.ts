// Original file: proto/microchat/logic/v1/sync.proto


export interface GetChangesRequest {
  'userId'?: (string);
  'cursor'?: (string);
  'limit'?: (number);
}

export interface GetChangesRequest__Output {
  'userId': (string);
  'cursor': (string);
  'limit': (number);
}
