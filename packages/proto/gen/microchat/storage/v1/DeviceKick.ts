// Original file: proto/microchat/storage/v1/user_store.proto


export interface DeviceKick {
  'deviceId'?: (string);
  'throughLogin'?: (number);
}

export interface DeviceKick__Output {
  'deviceId': (string);
  'throughLogin': (number);
}
