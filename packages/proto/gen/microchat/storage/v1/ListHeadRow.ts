// Original file: proto/microchat/storage/v1/session_rows.proto


export interface ListHeadRow {
  'listVersion'?: (number);
  'eventSequence'?: (number);
}

export interface ListHeadRow__Output {
  'listVersion': (number);
  'eventSequence': (number);
}
