// Original file: proto/microchat/storage/v1/group_store.proto


export interface SettleChangeRequest {
  'groupId'?: (string);
  'changeId'?: (string);
  'index'?: (number);
}

export interface SettleChangeRequest__Output {
  'groupId': (string);
  'changeId': (string);
  'index': (number);
}
