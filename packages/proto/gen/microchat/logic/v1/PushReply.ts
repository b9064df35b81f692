// Original file: proto/microchat/logic/v1/device_sink.proto


export interface PushReply {
}

export interface PushReply__Output {
}
