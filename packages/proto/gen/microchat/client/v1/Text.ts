// Original file: proto/microchat/client/v1/client.proto


export interface Text {
  'body'?: (string);
}

export interface Text__Output {
  'body': (string);
}
