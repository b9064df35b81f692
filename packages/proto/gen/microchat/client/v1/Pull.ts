// Original file: proto/microchat/client/v1/client.proto


export interface Pull {
  'conversationId'?: (string);
  'afterIndex'?: (number);
  'beforeIndex'?: (number);
  'limit'?: (number);
}

export interface Pull__Output {
  'conversationId': (string);
  'afterIndex': (number);
  'beforeIndex': (number);
  'limit': (number);
}
