// Original file: proto/microchat/storage/v1/group_store.proto


export interface GroupChange {
  'groupId'?: (string);
  'changeId'?: (string);
  'version'?: (number);
  'actorId'?: (string);
  'addedUserIds'?: (string)[];
  'removedUserIds'?: (string)[];
}

export interface GroupChange__Output {
  'groupId': (string);
  'changeId': (string);
  'version': (number);
  'actorId': (string);
  'addedUserIds': (string)[];
  'removedUserIds': (string)[];
}
