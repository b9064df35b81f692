// Original file: proto/microchat/logic/v1/device_sink.proto

import type { Long } from '@grpc/proto-loader';

export interface DeviceConnected {
  'userId'?: (string);
  'deviceId'?: (string);
  'connectionId'?: (string);
  'connectedMs'?: (number | string | Long);
}

export interface DeviceConnected__Output {
  'userId': (string);
  'deviceId': (string);
  'connectionId': (string);
  'connectedMs': (string);
}
