// Original file: proto/microchat/storage/v1/session_store.proto


export interface DevicePosition {
  'conversationId'?: (string);
  'index'?: (number);
}

export interface DevicePosition__Output {
  'conversationId': (string);
  'index': (number);
}
