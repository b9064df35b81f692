// Original file: proto/microchat/client/v1/client.proto


export interface MembershipChange {
  'groupId'?: (string);
  'actorId'?: (string);
  'addedUserIds'?: (string)[];
  'removedUserIds'?: (string)[];
}

export interface MembershipChange__Output {
  'groupId': (string);
  'actorId': (string);
  'addedUserIds': (string)[];
  'removedUserIds': (string)[];
}
