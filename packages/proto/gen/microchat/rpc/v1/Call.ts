// Original file: proto/microchat/rpc/v1/calls.proto


export interface Call {
  'id'?: (number);
  'method'?: (string);
  'timeoutMs'?: (number);
  'request'?: (Buffer | Uint8Array | string);
  'traceparent'?: (string);
}

export interface Call__Output {
  'id': (number);
  'method': (string);
  'timeoutMs': (number);
  'request': (Buffer);
  'traceparent': (string);
}
