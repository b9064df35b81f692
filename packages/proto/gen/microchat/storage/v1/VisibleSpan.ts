// Original file: proto/microchat/storage/v1/group_store.proto


export interface VisibleSpan {
  'fromIndex'?: (number);
  'toIndex'?: (number);
}

export interface VisibleSpan__Output {
  'fromIndex': (number);
  'toIndex': (number);
}
