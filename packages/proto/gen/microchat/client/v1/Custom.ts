// Original file: proto/microchat/client/v1/client.proto


export interface Custom {
  'type'?: (string);
  'data'?: (Buffer | Uint8Array | string);
}

export interface Custom__Output {
  'type': (string);
  'data': (Buffer);
}
