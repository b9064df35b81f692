// Original file: proto/microchat/rpc/v1/calls.proto


export interface ErrorDetail {
  'reason'?: (string);
  'message'?: (string);
  'field'?: (string);
  'retryAfterMs'?: (number);
}

export interface ErrorDetail__Output {
  'reason': (string);
  'message': (string);
  'field': (string);
  'retryAfterMs': (number);
}
