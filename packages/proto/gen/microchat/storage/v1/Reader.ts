// Original file: proto/microchat/storage/v1/session_store.proto


export interface Reader {
  'userId'?: (string);
  'readIndex'?: (number);
}

export interface Reader__Output {
  'userId': (string);
  'readIndex': (number);
}
