// Original file: proto/microchat/logic/v1/device_sink.proto


export interface PushReply {
  'superseded'?: (boolean);
}

export interface PushReply__Output {
  'superseded': (boolean);
}
