// Original file: proto/microchat/storage/v1/group_store.proto


export interface ProposeChangeRequest {
  'groupId'?: (string);
  'changeId'?: (string);
  'actorId'?: (string);
  'addedUserIds'?: (string)[];
  'removedUserIds'?: (string)[];
}

export interface ProposeChangeRequest__Output {
  'groupId': (string);
  'changeId': (string);
  'actorId': (string);
  'addedUserIds': (string)[];
  'removedUserIds': (string)[];
}
