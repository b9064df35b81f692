// Original file: proto/microchat/client/v1/client.proto


export interface Signal {
  'conversationId'?: (string);
  'senderId'?: (string);
  'type'?: (string);
  'data'?: (Buffer | Uint8Array | string);
}

export interface Signal__Output {
  'conversationId': (string);
  'senderId': (string);
  'type': (string);
  'data': (Buffer);
}
