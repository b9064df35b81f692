// Original file: proto/microchat/logic/v1/sync.proto


export interface GetHeadsSinceRequest {
  'userId'?: (string);
  'cursor'?: (string);
}

export interface GetHeadsSinceRequest__Output {
  'userId': (string);
  'cursor': (string);
}
