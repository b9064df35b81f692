// Original file: proto/microchat/storage/v1/session_store.proto


export interface DeletedRange {
  'fromIndex'?: (number);
  'toIndex'?: (number);
}

export interface DeletedRange__Output {
  'fromIndex': (number);
  'toIndex': (number);
}
