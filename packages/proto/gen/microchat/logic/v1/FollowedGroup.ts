// Original file: proto/microchat/logic/v1/sync.proto


export interface FollowedGroup {
  'groupId'?: (string);
  'joinIndex'?: (number);
  'validThrough'?: (number);
}

export interface FollowedGroup__Output {
  'groupId': (string);
  'joinIndex': (number);
  'validThrough': (number);
}
