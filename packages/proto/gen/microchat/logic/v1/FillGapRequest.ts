// Original file: proto/microchat/logic/v1/sync.proto


export interface FillGapRequest {
  'groupId'?: (string);
  'afterIndex'?: (number);
  'beforeIndex'?: (number);
}

export interface FillGapRequest__Output {
  'groupId': (string);
  'afterIndex': (number);
  'beforeIndex': (number);
}
