// Original file: proto/microchat/storage/v1/session_store.proto


export interface GetDeviceCursorRequest {
  'userId'?: (string);
  'deviceId'?: (string);
}

export interface GetDeviceCursorRequest__Output {
  'userId': (string);
  'deviceId': (string);
}
