// Original file: proto/microchat/storage/v1/session_store.proto


export interface OwnSend {
  'userId'?: (string);
  'index'?: (number);
  'count'?: (number);
}

export interface OwnSend__Output {
  'userId': (string);
  'index': (number);
  'count': (number);
}
