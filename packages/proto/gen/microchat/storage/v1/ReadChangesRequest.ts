// Original file: proto/microchat/storage/v1/session_store.proto


export interface ReadChangesRequest {
  'userId'?: (string);
  'sinceVersion'?: (number);
  'belowVersion'?: (number);
  'limit'?: (number);
}

export interface ReadChangesRequest__Output {
  'userId': (string);
  'sinceVersion': (number);
  'belowVersion': (number);
  'limit': (number);
}
