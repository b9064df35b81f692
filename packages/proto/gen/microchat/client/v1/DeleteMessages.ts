// Original file: proto/microchat/client/v1/client.proto


export interface DeleteMessages {
  'conversationId'?: (string);
  'indexes'?: (number)[];
}

export interface DeleteMessages__Output {
  'conversationId': (string);
  'indexes': (number)[];
}
