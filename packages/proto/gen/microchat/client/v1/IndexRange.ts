// Original file: proto/microchat/client/v1/client.proto


export interface IndexRange {
  'fromIndex'?: (number);
  'toIndex'?: (number);
}

export interface IndexRange__Output {
  'fromIndex': (number);
  'toIndex': (number);
}
