// Original file: proto/microchat/api/v1/api.proto


export interface Group {
  'groupId'?: (string);
  'conversationId'?: (string);
  'name'?: (string);
  'ownerId'?: (string);
  'memberCount'?: (number);
}

export interface Group__Output {
  'groupId': (string);
  'conversationId': (string);
  'name': (string);
  'ownerId': (string);
  'memberCount': (number);
}
