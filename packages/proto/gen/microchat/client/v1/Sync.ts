// Original file: proto/microchat/client/v1/client.proto


export interface Sync {
  'cursor'?: (string);
  'limit'?: (number);
}

export interface Sync__Output {
  'cursor': (string);
  'limit': (number);
}
