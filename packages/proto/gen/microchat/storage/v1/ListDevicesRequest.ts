// Original file: proto/microchat/storage/v1/user_store.proto


export interface ListDevicesRequest {
  'userId'?: (string);
}

export interface ListDevicesRequest__Output {
  'userId': (string);
}
