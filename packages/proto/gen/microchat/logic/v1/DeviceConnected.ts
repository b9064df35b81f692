// Original file: proto/microchat/logic/v1/device_sink.proto


export interface DeviceConnected {
  'userId'?: (string);
  'deviceId'?: (string);
  'loginNumber'?: (number);
  'platform'?: (string);
}

export interface DeviceConnected__Output {
  'userId': (string);
  'deviceId': (string);
  'loginNumber': (number);
  'platform': (string);
}
