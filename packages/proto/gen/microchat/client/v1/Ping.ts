// Original file: proto/microchat/client/v1/client.proto


export interface Ping {
  'cursor'?: (string);
}

export interface Ping__Output {
  'cursor': (string);
}
