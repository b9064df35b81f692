// Original file: proto/microchat/business/v1/im_business.proto


export interface KickDeviceRequest {
  'userId'?: (string);
  'deviceId'?: (string);
}

export interface KickDeviceRequest__Output {
  'userId': (string);
  'deviceId': (string);
}
