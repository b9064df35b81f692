// Original file: proto/microchat/storage/v1/user_store.proto


export interface RecordDeviceRequest {
  'userId'?: (string);
  'deviceId'?: (string);
  'platform'?: (string);
}

export interface RecordDeviceRequest__Output {
  'userId': (string);
  'deviceId': (string);
  'platform': (string);
}
