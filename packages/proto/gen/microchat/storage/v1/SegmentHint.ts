// Original file: proto/microchat/storage/v1/segment.proto


export interface SegmentHint {
  'number'?: (number);
  'firstIndex'?: (number);
}

export interface SegmentHint__Output {
  'number': (number);
  'firstIndex': (number);
}
