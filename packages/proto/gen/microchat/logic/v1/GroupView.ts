// Original file: proto/microchat/logic/v1/membership.proto


export interface GroupView {
  'groupId'?: (string);
  'conversationId'?: (string);
  'name'?: (string);
  'ownerId'?: (string);
  'memberCount'?: (number);
}

export interface GroupView__Output {
  'groupId': (string);
  'conversationId': (string);
  'name': (string);
  'ownerId': (string);
  'memberCount': (number);
}
