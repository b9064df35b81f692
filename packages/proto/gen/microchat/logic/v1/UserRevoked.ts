// Original file: proto/microchat/logic/v1/device_sink.proto


export interface UserRevoked {
  'userId'?: (string);
  'revocationVersion'?: (number);
}

export interface UserRevoked__Output {
  'userId': (string);
  'revocationVersion': (number);
}
