// Original file: proto/microchat/storage/v1/user_store.proto


export interface KickDeviceRequest {
  'userId'?: (string);
  'deviceId'?: (string);
}

export interface KickDeviceRequest__Output {
  'userId': (string);
  'deviceId': (string);
}
