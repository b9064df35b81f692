// Original file: proto/microchat/logic/v1/sync.proto


export interface ConnectRequest {
  'userId'?: (string);
  'deviceId'?: (string);
  'cursor'?: (string);
}

export interface ConnectRequest__Output {
  'userId': (string);
  'deviceId': (string);
  'cursor': (string);
}
