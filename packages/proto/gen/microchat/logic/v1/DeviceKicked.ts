// Original file: proto/microchat/logic/v1/device_sink.proto


export interface DeviceKicked {
  'userId'?: (string);
  'deviceId'?: (string);
  'throughLogin'?: (number);
}

export interface DeviceKicked__Output {
  'userId': (string);
  'deviceId': (string);
  'throughLogin': (number);
}
