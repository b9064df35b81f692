// Original file: proto/microchat/client/v1/client.proto


export interface Hello {
  'token'?: (string);
  'deviceId'?: (string);
  'platform'?: (string);
  'cursor'?: (string);
}

export interface Hello__Output {
  'token': (string);
  'deviceId': (string);
  'platform': (string);
  'cursor': (string);
}
